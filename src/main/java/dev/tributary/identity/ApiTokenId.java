package dev.tributary.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a key for a program. It is not the key. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record ApiTokenId(@JsonValue UUID value) {

    /** Read from a path parameter. */
    public static ApiTokenId fromString(String text) {
        try {
            return new ApiTokenId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(IdentityProblem.UNKNOWN_TOKEN, "It may have been revoked already.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
