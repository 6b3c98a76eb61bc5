package dev.tributary.platform.web;

import dev.tributary.platform.problem.ProblemDocument;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A problem as the answer of an endpoint. */
@ApplicationScoped
public class ProblemResponse {

    private final ProblemDocument documents;

    ProblemResponse(ProblemDocument documents) {
        this.documents = documents;
    }

    public Response of(ProblemException problem) {
        var response = Response.status(problem.type().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(documents.write(problem));
        var seconds = problem.members().get(ProblemException.RETRY_AFTER);
        if (seconds != null) {
            response.header(HttpHeaders.RETRY_AFTER, seconds);
        }
        return response.build();
    }
}
