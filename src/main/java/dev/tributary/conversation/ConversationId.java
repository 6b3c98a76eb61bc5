package dev.tributary.conversation;

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

    @Override
    public String toString() {
        return value.toString();
    }
}
