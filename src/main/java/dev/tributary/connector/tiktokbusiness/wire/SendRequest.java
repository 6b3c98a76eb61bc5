package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** Body of {@code business/message/send/}. */
public record SendRequest(
        String businessId,
        @JsonUnwrapped Recipient recipient,
        String messageType,
        @JsonUnwrapped Content content) {

    /** The fields that say to whom it goes. */
    public sealed interface Recipient {}

    /** The fields that say what it is. */
    public sealed interface Content {}

    public record Conversation(String recipientType, String recipient) implements Recipient {}

    /** Whoever wrote a comment; there is no conversation to name. */
    public record Commenter(DirectReply directReply) implements Recipient {}

    public record DirectReply(String replyType, CommentReply commentReply) {}

    public record CommentReply(String commentId) {}

    /** Only words quote. */
    public record Words(
            Text text, @Nullable ReferencedMessage referencedMessageInfo) implements Content {}

    public record Text(String body) {}

    public record ReferencedMessage(String referencedMessageId) {}

    public record Picture(Image image) implements Content {}

    public record Image(String mediaId) {}

    /** Nothing is said by it. */
    public record Action(String senderAction) implements Content {}

    public static SendRequest text(
            String businessId, String conversationId, String text, @Nullable String quotedMessageId) {
        return new SendRequest(
                businessId,
                conversation(conversationId),
                "TEXT",
                new Words(
                        new Text(text), quotedMessageId == null ? null : new ReferencedMessage(quotedMessageId)));
    }

    public static SendRequest toCommenter(String businessId, String commentId, String text) {
        return new SendRequest(
                businessId,
                new Commenter(new DirectReply("COMMENT_REPLY", new CommentReply(commentId))),
                "TEXT",
                new Words(new Text(text), null));
    }

    public static SendRequest image(String businessId, String conversationId, String mediaId) {
        return new SendRequest(businessId, conversation(conversationId), "IMAGE", new Picture(new Image(mediaId)));
    }

    public static SendRequest senderAction(String businessId, String conversationId, String action) {
        return new SendRequest(businessId, conversation(conversationId), "SENDER_ACTION", new Action(action));
    }

    private static Conversation conversation(String id) {
        return new Conversation("CONVERSATION", id);
    }
}
