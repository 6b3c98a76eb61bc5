package dev.tributary.store;

import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file that an admin gave as evidence. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record EvidenceFileId(UUID value) {

    /** Read from a path parameter. What is no id is an id that no file has. */
    public static EvidenceFileId fromString(String text) {
        try {
            return new EvidenceFileId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                StoreProblem.UNKNOWN_EVIDENCE, "Give it to this store first; what nobody refers to is kept for a day.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
