package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Body of {@code business/message/send/} for a text or a picture. */
public record SendRequest(
        String businessId,
        String recipientType,
        String recipient,
        String messageType,
        @Nullable Text text,
        @Nullable Image image,
        @Nullable ReferencedMessage referencedMessageInfo) {

    public record Text(String body) {}

    public record Image(String mediaId) {}

    public record ReferencedMessage(String referencedMessageId) {}

    public static SendRequest text(
            String businessId, String conversationId, String text, @Nullable String quotedMessageId) {
        return new SendRequest(
                businessId,
                "CONVERSATION",
                conversationId,
                "TEXT",
                new Text(text),
                null,
                quotedMessageId == null ? null : new ReferencedMessage(quotedMessageId));
    }

    /** Nothing is quoted with a picture, and no words go with it. */
    public static SendRequest image(String businessId, String conversationId, String mediaId) {
        return new SendRequest(businessId, "CONVERSATION", conversationId, "IMAGE", null, new Image(mediaId), null);
    }
}
