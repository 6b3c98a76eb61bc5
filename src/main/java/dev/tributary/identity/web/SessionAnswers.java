package dev.tributary.identity.web;

import dev.tributary.identity.CsrfProof;
import dev.tributary.identity.Logins.LoggedIn;
import dev.tributary.platform.address.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers that give a browser its cookies, or take them away. */
@ApplicationScoped
class SessionAnswers {

    private static final String CSRF_COOKIE = "csrf-token";

    private final MeView.Views me;
    private final PublicUrl publicUrl;
    private final Duration lifetime;

    SessionAnswers(
            MeView.Views me,
            PublicUrl publicUrl,
            @ConfigProperty(name = "tributary.session.absolute", defaultValue = "7d") Duration lifetime) {
        this.me = me;
        this.publicUrl = publicUrl;
        this.lifetime = lifetime;
    }

    Response loggedIn(LoggedIn login, HttpServerRequest request) {
        var age = Math.toIntExact(lifetime.toSeconds());
        return Response.ok(me.of(login.agent()))
                .cookie(
                        cookie(Presented.SESSION_COOKIE, login.secret(), age, true, request),
                        cookie(CSRF_COOKIE, CsrfProof.of(login.secret()), age, false, request))
                .build();
    }

    Response loggedOut(HttpServerRequest request) {
        return Response.noContent()
                .cookie(
                        cookie(Presented.SESSION_COOKIE, "", 0, true, request),
                        cookie(CSRF_COOKIE, "", 0, false, request))
                .build();
    }

    private NewCookie cookie(String name, String value, int age, boolean httpOnly, HttpServerRequest request) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(age)
                .httpOnly(httpOnly)
                .secure(publicUrl.isHttps() || "https".equals(request.scheme()))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
