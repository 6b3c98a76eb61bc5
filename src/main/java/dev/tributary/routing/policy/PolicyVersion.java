package dev.tributary.routing.policy;

import dev.tributary.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names one of a store's policies: they are counted from 1. */
@Schema(type = SchemaType.INTEGER, minimum = "1")
public record PolicyVersion(int value) {

    /** Read from a path parameter. What is no number is a version that no store has. */
    public static PolicyVersion fromString(String text) {
        try {
            return new PolicyVersion(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                PolicyProblem.UNKNOWN_ROUTING_POLICY, "Read the list again: drafts can be thrown away.");
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
