package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code business/message/send/}. */
public record SendRequest(
        String businessId,
        @JsonUnwrapped Recipient recipient,
        String messageType,
        @JsonUnwrapped Content content) {

    public static final String BUTTON_CARD = "QA_BUTTON_CARD";
    public static final String LINK_CARD = "QA_LINK_CARD";

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
    public record Words(Text text, @Nullable ReferencedMessage referencedMessageInfo) implements Content {}

    public record Text(String body) {}

    public record ReferencedMessage(String referencedMessageId) {}

    public record Picture(Image image) implements Content {}

    public record Image(String mediaId) {}

    public record Post(SharePost sharePost) implements Content {}

    public record SharePost(String itemId) {}

    public record Card(Template template) implements Content {}

    /** Flat, where webhooks nest it, and with {@code title} where they say {@code text}. */
    public record Template(String type, String title, List<Button> buttons) {}

    /** {@code type} is {@code REPLY}; there is no other. */
    public record Button(
            String type, String title, @Nullable String id) {

        public Button(String title, @Nullable String id) {
            this("REPLY", title, id);
        }
    }

    /** Nothing is said by it. */
    public record Action(String senderAction) implements Content {}

    public static SendRequest text(
            String businessId, String conversationId, String text, @Nullable String quotedMessageId) {
        return new SendRequest(
                businessId,
                conversation(conversationId),
                "TEXT",
                new Words(new Text(text), quotedMessageId == null ? null : new ReferencedMessage(quotedMessageId)));
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

    public static SendRequest sharePost(String businessId, String conversationId, String itemId) {
        return new SendRequest(businessId, conversation(conversationId), "SHARE_POST", new Post(new SharePost(itemId)));
    }

    public static SendRequest template(String businessId, String conversationId, Template template) {
        return new SendRequest(businessId, conversation(conversationId), "TEMPLATE", new Card(template));
    }

    public static SendRequest senderAction(String businessId, String conversationId, String action) {
        return new SendRequest(businessId, conversation(conversationId), "SENDER_ACTION", new Action(action));
    }

    private static Conversation conversation(String id) {
        return new Conversation("CONVERSATION", id);
    }
}
