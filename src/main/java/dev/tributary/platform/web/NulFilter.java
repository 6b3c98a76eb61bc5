package dev.tributary.platform.web;

import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** No address may hold a NUL: PostgreSQL refuses it, so it would end as a failure of ours wherever it is searched for. */
@Provider
@PreMatching
class NulFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            throw new ProblemException(PlatformProblem.INVALID_REQUEST, "An address must not hold a NUL.");
        }
    }
}
