package dev.tributary.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A TikTok account bound to a store. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record AccountId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {}

    /** Read from a path or query parameter. What is no id is an id that no account has. */
    public static AccountId fromString(String text) {
        try {
            return new AccountId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** The answer for an account that is not there, or that one may not see. */
    public static ProblemException unknown() {
        return new ProblemException(
                StoreProblem.UNKNOWN_ACCOUNT, "Check the id, or ask an admin to add you to its store.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
