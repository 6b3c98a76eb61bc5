package dev.tributary.conversation;

import dev.tributary.platform.problem.ProblemException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A conversation. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record ConversationId(UUID value) {

    /** Read from a path or query parameter. */
    public static ConversationId fromString(String text) {
        return new ConversationId(UUID.fromString(text));
    }

    /** The answer for a conversation that is not there, or that one may not see. */
    public static ProblemException unknown() {
        return new ProblemException(ConversationProblem.UNKNOWN_CONVERSATION, "Check the id, or go back to the list.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
