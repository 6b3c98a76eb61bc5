package dev.tributary.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.platform.idempotency.IdempotentAnswer;
import dev.tributary.platform.idempotency.IdempotentAnswers;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemDocument;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;

/**
 * Makes a write with an {@code Idempotency-Key} safe to repeat. Applies to whoever proved who they are: keys of strangers
 * could not be told apart.
 */
@Provider
class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final String CLAIMED = "dev.tributary.idempotency";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int TOO_MANY = 429;
    private static final String SHOWN_ONCE = "The first request took effect. Undo it and ask again with a new key.";

    private final IdempotentAnswers answers;
    private final SecurityIdentity identity;
    private final ProblemDocument documents;
    private final ObjectMapper json;

    IdempotencyFilter(
            IdempotentAnswers answers, SecurityIdentity identity, ProblemDocument documents, ObjectMapper json) {
        this.answers = answers;
        this.identity = identity;
        this.documents = documents;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var key = request.getHeaderString(HEADER);
        if (key == null || !WRITES.contains(request.getMethod()) || !isApi(request) || identity.isAnonymous()) {
            return;
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw InvalidField.problem(HEADER, "must have 1 to 255 visible ASCII characters");
        }
        var claim = new Claim(identity.getPrincipal().getName(), key);
        answers.claim(claim.principal(), key, fingerprint(request))
                .ifPresentOrElse(first -> request.abortWith(repeat(first)), () -> request.setProperty(CLAIMED, claim));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        if (!(request.getProperty(CLAIMED) instanceof Claim claim)) {
            return;
        }
        var status = response.getStatus();
        if (status >= 500 || status == TOO_MANY) {
            answers.release(claim.principal(), claim.key());
        } else {
            answers.settle(claim.principal(), claim.key(), kept(response));
        }
    }

    private IdempotentAnswer kept(ContainerResponseContext response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new IdempotentAnswer(response.getStatus(), null, null);
        }
        if (entity instanceof ShownOnce) {
            var problem = PlatformProblem.SECRET_SHOWN_ONCE;
            return new IdempotentAnswer(
                    problem.status(), ProblemDocument.MEDIA_TYPE, documents.write(problem, SHOWN_ONCE, Map.of()));
        }
        var type = response.getMediaType() == null
                ? MediaType.APPLICATION_JSON
                : response.getMediaType().toString();
        return new IdempotentAnswer(
                response.getStatus(), type, entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity));
    }

    private static Response repeat(IdempotentAnswer first) {
        var response = Response.status(first.status()).header("Idempotency-Replayed", "true");
        if (first.body() != null) {
            response.type(first.contentType()).entity(first.body());
        }
        return response.build();
    }

    private static boolean isApi(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith("/api/");
    }

    private static byte[] fingerprint(ContainerRequestContext request) throws IOException {
        var body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        var line = request.getMethod()
                + ' '
                + request.getUriInfo().getRequestUri().getRawPath()
                + '?'
                + request.getUriInfo().getRequestUri().getRawQuery()
                + '\n';
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record Claim(String principal, String key) {}
}
