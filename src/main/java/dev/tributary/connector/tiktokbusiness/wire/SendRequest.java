package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Body of {@code business/message/send/} for a text. */
public record SendRequest(
        String businessId,
        String recipientType,
        String recipient,
        String messageType,
        Text text,
        @Nullable ReferencedMessage referencedMessageInfo) {

    public record Text(String body) {}

    public record ReferencedMessage(String referencedMessageId) {}

    public static SendRequest text(
            String businessId, String conversationId, String text, @Nullable String quotedMessageId) {
        return new SendRequest(
                businessId,
                "CONVERSATION",
                conversationId,
                "TEXT",
                new Text(text),
                quotedMessageId == null ? null : new ReferencedMessage(quotedMessageId));
    }
}
