package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Body of {@code business/message/send/} for a text or a picture: to a conversation, or as a direct reply. */
public record SendRequest(
        String businessId,
        @Nullable String recipientType,
        @Nullable String recipient,
        String messageType,
        @Nullable Text text,
        @Nullable Image image,
        @Nullable ReferencedMessage referencedMessageInfo,
        @Nullable DirectReply directReply) {

    public record Text(String body) {}

    public record Image(String mediaId) {}

    public record ReferencedMessage(String referencedMessageId) {}

    public record DirectReply(String replyType, CommentReply commentReply) {}

    public record CommentReply(String commentId) {}

    public static SendRequest text(
            String businessId, String conversationId, String text, @Nullable String quotedMessageId) {
        return new SendRequest(
                businessId,
                "CONVERSATION",
                conversationId,
                "TEXT",
                new Text(text),
                null,
                quotedMessageId == null ? null : new ReferencedMessage(quotedMessageId),
                null);
    }

    /** To whoever wrote that comment; there is no conversation to name. */
    public static SendRequest toCommenter(String businessId, String commentId, String text) {
        return new SendRequest(
                businessId,
                null,
                null,
                "TEXT",
                new Text(text),
                null,
                null,
                new DirectReply("COMMENT_REPLY", new CommentReply(commentId)));
    }

    /** Nothing is quoted with a picture, and no words go with it. */
    public static SendRequest image(String businessId, String conversationId, String mediaId) {
        return new SendRequest(
                businessId, "CONVERSATION", conversationId, "IMAGE", null, new Image(mediaId), null, null);
    }
}
