package dev.tributary.store;

import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A store and everything that belongs to it. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record StoreId(UUID value) {

    /** Read from a path or query parameter. What is no id is an id that no store has. */
    public static StoreId fromString(String text) {
        try {
            return new StoreId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(StoreProblem.UNKNOWN_STORE, "Check the id, or ask an admin to add you to it.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
