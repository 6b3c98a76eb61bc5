package dev.tributary.identity.web;

import dev.tributary.identity.Client;
import dev.tributary.identity.Credential;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request brings of itself, read in one way by all that need it. */
final class Presented {

    static final String SESSION_COOKIE = "tributary-session";

    private static final String BEARER = "Bearer ";

    private Presented() {}

    /**
     * A bearer key wins over a cookie, and where there is one the cookie counts for nothing: no page of another site can
     * make a browser send that header.
     */
    static @Nullable Credential credential(HttpServerRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Credential(
                    Credential.Kind.API_TOKEN,
                    authorization.substring(BEARER.length()).strip());
        }
        var secret = sessionSecret(request);
        return secret == null ? null : new Credential(Credential.Kind.SESSION, secret);
    }

    static @Nullable String sessionSecret(HttpServerRequest request) {
        var cookie = request.getCookie(SESSION_COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    static Client client(HttpServerRequest request) {
        var address = request.remoteAddress();
        return new Client(
                Objects.requireNonNullElse(address.hostAddress(), address.toString()),
                Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    }
}
