package dev.tributary.identity.web;

import dev.tributary.identity.Credential;
import dev.tributary.identity.CsrfProof;
import dev.tributary.identity.IdentityProblem;
import dev.tributary.platform.address.PublicUrl;
import dev.tributary.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what another site makes a browser send. Every state-changing call that is not made with an API token is judged,
 * whatever its address and before anything else looks at it: no endpoint can forget to, and no spelling of an address gets
 * by. Platforms that call us send neither our cookie nor the headers of a browser.
 */
@ApplicationScoped
class CsrfFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** Whoever makes these has no session yet whose cookie could be abused. */
    private static final Set<String> LOGINS = Set.of("/api/session", "/api/setup");

    private final PublicUrl publicUrl;

    CsrfFilter(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @ServerRequestFilter(preMatching = true)
    public void judge(ContainerRequestContext context, HttpServerRequest request) {
        if (SAFE.contains(context.getMethod())) {
            return;
        }
        var credential = Presented.credential(request);
        if (credential != null && credential.kind() == Credential.Kind.API_TOKEN) {
            return;
        }
        if (isForeign(request)) {
            throw new ProblemException(IdentityProblem.FOREIGN_ORIGIN, "Use the inbox itself, or an API token.");
        }
        if (credential != null && !isLogin(context)) {
            requireProof(request, credential.secret());
        }
    }

    private static boolean isLogin(ContainerRequestContext context) {
        return context.getMethod().equals("POST")
                && LOGINS.contains(context.getUriInfo().getPath());
    }

    private static void requireProof(HttpServerRequest request, String sessionSecret) {
        var proof = request.getHeader("X-CSRF-TOKEN");
        if (proof == null || !CsrfProof.matches(sessionSecret, proof)) {
            throw new ProblemException(
                    IdentityProblem.CSRF_PROOF_MISSING,
                    "Send the value of the cookie csrf-token in the header X-CSRF-TOKEN.");
        }
    }

    private boolean isForeign(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        var origin = request.getHeader("Origin");
        return origin != null && !origin.equals(publicUrl.origin()) && !isOwn(origin, request);
    }

    /** The address that the browser itself used, which need not be the public one. */
    private static boolean isOwn(String origin, HttpServerRequest request) {
        var authority = request.authority();
        return authority != null
                && origin.toLowerCase(Locale.ROOT)
                        .equals(request.scheme() + "://" + authority.toString().toLowerCase(Locale.ROOT));
    }
}
