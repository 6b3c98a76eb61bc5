package dev.tributary.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Whatever goes wrong in an endpoint is answered as a problem document: ours, the framework's and our own faults. */
@ApplicationScoped
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ProblemResponse responses;

    ProblemMappers(ProblemResponse responses) {
        this.responses = responses;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException problem) {
        return responses.of(problem);
    }

    @ServerExceptionMapper
    public Response invalid(ResteasyReactiveViolationException invalid) {
        return responses.of(InvalidField.problem(invalid.getConstraintViolations().stream()
                .map(it -> new InvalidField(field(it), it.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList()));
    }

    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException mismatched) {
        return responses.of(BodyProblem.of(mismatched));
    }

    /** No such address, or a path or query parameter that its type refused. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException notFound, UriInfo uri) {
        if (notFound.getCause() instanceof ProblemException problem) {
            return responses.of(problem);
        }
        // Quarkus answers 404 for an unreadable query parameter as well. Without a path parameter it must be that.
        if (notFound.getCause() != null && uri.getPathParameters().isEmpty()) {
            return responses.of(new ProblemException(
                    PlatformProblem.INVALID_REQUEST, "A query parameter is not of the type that the API describes."));
        }
        return responses.of(of(404));
    }

    @ServerExceptionMapper
    public Response refusedByFramework(WebApplicationException refused, UriInfo uri, HttpServerRequest request) {
        if (refused.getCause() instanceof ProblemException problem) {
            return responses.of(problem);
        }
        if (refused.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable.getCause() instanceof ProblemException problem
                    ? responses.of(problem)
                    : responses.of(BodyProblem.of(unreadable));
        }
        var status = refused.getResponse().getStatus();
        return status >= 500 ? failed(refused, uri, request) : responses.of(of(status));
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure, UriInfo uri, HttpServerRequest request) {
        if (isGone(failure, request)) {
            LOG.debugf(
                    "Gone before all was read of what was sent to %s",
                    uri.getRequestUri().getRawPath());
            return responses.of(of(400)); // to nobody
        }
        var database = databaseFailure(failure);
        if (database != null) {
            LOG.warnf("Database unavailable for %s: %s", uri.getRequestUri().getRawPath(), database.getMessage());
            return responses.of(new ProblemException(PlatformProblem.UNAVAILABLE, "Try again shortly."));
        }
        var incident = UUID.randomUUID();
        LOG.errorf(failure, "Incident %s at %s", incident, uri.getRequestUri().getRawPath());
        return responses.of(new ProblemException(
                PlatformProblem.INTERNAL_ERROR,
                "Try again. If it stays, tell whoever runs this server of incident " + incident + "."));
    }

    /** The problem behind a status that the framework chose. */
    static ProblemException of(int status) {
        return switch (status) {
            case 403 -> new ProblemException(PlatformProblem.FORBIDDEN, "Nobody may do this here.");
            case 404 -> new ProblemException(PlatformProblem.NOT_FOUND, "Check the address.");
            case 405 -> new ProblemException(PlatformProblem.METHOD_NOT_ALLOWED, "Use a method the API describes.");
            case 406 -> new ProblemException(PlatformProblem.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> new ProblemException(PlatformProblem.BODY_TOO_LARGE, "Send less at a time.");
            case 415 -> new ProblemException(PlatformProblem.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default -> new ProblemException(PlatformProblem.INVALID_REQUEST, "Compare the request with the API.");
        };
    }

    /** Whoever called went away, as browsers do: while we read what they send, a connection that ends is theirs. */
    private static boolean isGone(Throwable failure, HttpServerRequest request) {
        return failure instanceof IOException
                && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(it -> it instanceof HttpClosedException
                                || (!request.isEnded()
                                        && (it instanceof SocketException || it instanceof ClosedChannelException)));
    }

    /** A failure to reach the database or a database without resources, as opposed to a statement it refused. */
    private static @Nullable SQLException databaseFailure(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                // The connection pool reports without a state that it waited in vain.
                return state == null || state.matches("(08|53|57P).*") ? sql : null;
            }
        }
        return null;
    }

    private static String field(ConstraintViolation<?> violation) {
        var below = new ArrayList<String>();
        var parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() != ElementKind.METHOD) {
                below.add(node.toString());
            }
        }
        // Every endpoint calls its body `request`; callers do not know that name.
        return below.isEmpty() ? parameter.replace("request", "body") : String.join(".", below);
    }
}
