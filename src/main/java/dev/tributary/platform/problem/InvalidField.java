package dev.tributary.platform.problem;

import java.util.List;
import java.util.Map;

/**
 * A part of a request that was refused, and why.
 *
 * @param field as the caller spells it, with dots and indexes: {@code legalEntity.name}, {@code scopes[0]}
 */
public record InvalidField(String field, String message) {

    /** What to throw when a field can only be judged by looking further than at the field. */
    public static ProblemException problem(String field, String message) {
        return problem(List.of(new InvalidField(field, message)));
    }

    public static ProblemException problem(List<InvalidField> fields) {
        return new ProblemException(
                PlatformProblem.INVALID_REQUEST, "Correct the fields named in errors.", Map.of("errors", fields));
    }
}
