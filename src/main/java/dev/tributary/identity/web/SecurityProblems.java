package dev.tributary.identity.web;

import dev.tributary.identity.IdentityProblem;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.web.ProblemResponse;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The refusals that the framework decides, in the words of ours. */
@ApplicationScoped
class SecurityProblems {

    private final ProblemResponse responses;

    SecurityProblems(ProblemResponse responses) {
        this.responses = responses;
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException refused) {
        return notLoggedIn();
    }

    @ServerExceptionMapper
    public Response failed(AuthenticationFailedException refused) {
        return notLoggedIn();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException refused) {
        return responses.of(new ProblemException(IdentityProblem.NOT_ALLOWED, "Ask an admin for it."));
    }

    private Response notLoggedIn() {
        return responses.of(
                new ProblemException(IdentityProblem.NOT_LOGGED_IN, "Log in, or send an API token that is valid."));
    }
}
