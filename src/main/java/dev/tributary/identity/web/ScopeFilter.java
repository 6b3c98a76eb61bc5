package dev.tributary.identity.web;

import dev.tributary.identity.Authentication;
import dev.tributary.identity.Credential;
import dev.tributary.identity.IdentityProblem;
import dev.tributary.identity.Scope;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.web.ProblemResponse;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps API tokens within {@code read} and {@code write}; what needs {@code admin} asks for a permission. It never blocks,
 * because endpoints that must not block pass through here too.
 */
@ApplicationScoped
class ScopeFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentIdentityAssociation identities;
    private final ProblemResponse responses;

    ScopeFilter(CurrentIdentityAssociation identities, ProblemResponse responses) {
        this.identities = identities;
        this.responses = responses;
    }

    /** Answers null to let the request pass. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public Uni<@Nullable Response> judge(ContainerRequestContext context, HttpServerRequest request) {
        var credential = Presented.credential(request);
        if (credential == null || credential.kind() != Credential.Kind.API_TOKEN) {
            return Uni.createFrom().nullItem();
        }
        var needed = READING.contains(context.getMethod()) ? Scope.READ : Scope.WRITE;
        return identities.getDeferredIdentity().map(it -> Authentication.allows(it, needed) ? null : refusal(needed));
    }

    private Response refusal(Scope needed) {
        return responses.of(
                new ProblemException(IdentityProblem.SCOPE_MISSING, "Use an API token with the scope " + needed + "."));
    }
}
