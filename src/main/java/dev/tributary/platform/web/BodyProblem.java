package dev.tributary.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says which field of a body could not be read and what it should be, in the caller's words and never in Java's. */
final class BodyProblem {

    private BodyProblem() {}

    static ProblemException of(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return new ProblemException(
                    PlatformProblem.UNREADABLE_BODY, "Send one JSON object as the API describes it.");
        }
        var field = new InvalidField(path(mapping.getPath()), expectation(mapping));
        return new ProblemException(
                PlatformProblem.UNREADABLE_BODY,
                "Correct the fields named in errors.",
                Map.of("errors", List.of(field)));
    }

    private static String path(List<JsonMappingException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expectation(JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "is not a field of this request";
        }
        return failure instanceof MismatchedInputException mismatch
                ? "must be " + name(mismatch.getTargetType())
                : "has a value that is not allowed";
    }

    private static String name(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(it -> ((Enum<?>) it).name())
                                    .toList());
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == UUID.class) {
            return "an id";
        }
        if (type == Instant.class) {
            return "a time such as 2026-03-01T12:00:00.000Z";
        }
        if (type == Duration.class) {
            return "a duration such as PT5M or P30D";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}
