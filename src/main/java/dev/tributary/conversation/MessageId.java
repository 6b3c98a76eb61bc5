package dev.tributary.conversation;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message, note or system line of a conversation. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record MessageId(UUID value) {

    /** Read from a path or query parameter. */
    public static MessageId fromString(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
