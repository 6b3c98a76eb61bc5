package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The {@code content} of webhooks, as TikTok writes it: lower-case kinds, milliseconds, and bare numbers for comment ids. */
final class WebhookEvents {

    private WebhookEvents() {}

    static ObjectNode message(
            Account account, Customer customer, Conversation chat, Message message, WebhookBehaviour behaviour) {
        var content = Json.object();
        content.put("type", message.kind().name().toLowerCase(Locale.ROOT));
        payload(content, message);
        content.put("message_id", message.id());
        content.put("conversation_id", chat.id);
        content.put("timestamp", message.timestamp());
        sides(content, account, customer, message.fromCustomer());
        // Nobody documents whose id an echo carries. It is the sender's here, so that a client that trusts it is
        // caught.
        content.put("unique_identifier", message.fromCustomer() ? customer.id() : account.openId());
        if (message.quotedId() != null) {
            content.putObject("referenced_message_info").put("referenced_message_id", message.quotedId());
        }
        if (behaviour.optionalFields()) {
            content.put("scene_type", 0);
            if (message.fromCustomer()) {
                content.put("is_follower", customer.follower());
            }
            content.putObject("message_tag").put("source", message.source());
        }
        return content;
    }

    private static void payload(ObjectNode content, Message message) {
        var payload = message.payload();
        switch (message.kind()) {
            case TEXT -> {
                content.putObject("text").put("body", message.text());
                if (payload != null && payload.has("reply_source_payload")) {
                    content.set("reply_source_payload", payload.get("reply_source_payload"));
                }
            }
            case IMAGE -> content.set("image", payload);
            case VIDEO -> content.set("video", payload);
            case STICKER -> content.set("sticker", payload);
            case EMOJI -> content.set("emoji", payload);
            case SHARE_POST -> content.set("share_post", payload);
            case TEMPLATE -> content.set("template", nested(payload));
            case OTHER -> {}
        }
    }

    /** The send request is flat and says {@code title}; the webhook is nested and says {@code text}. */
    private static JsonNode nested(@org.jspecify.annotations.Nullable JsonNode flat) {
        var template = Json.object();
        if (flat == null) {
            return template;
        }
        template.put("type", flat.path("type").asText().toLowerCase(Locale.ROOT));
        var element = template.putArray("elements").addObject();
        element.put("title", flat.path("title").asText());
        var buttons = element.putArray("buttons");
        flat.path("buttons")
                .forEach(it -> buttons.addObject()
                        .put("text", it.path("title").asText())
                        .put("type", "REPLY")
                        .put("id", it.path("id").asText()));
        return template;
    }

    static ObjectNode reaction(
            Account account,
            Customer customer,
            Conversation chat,
            String id,
            Message target,
            String emoji,
            boolean add,
            long now) {
        var content = Json.object();
        content.put("type", "reaction");
        content.put("message_id", id);
        content.put("conversation_id", chat.id);
        content.put("timestamp", now);
        sides(content, account, customer, true);
        content.put("unique_identifier", customer.id());
        content.putArray("reaction")
                .addObject()
                .put("operation", add ? "ADD" : "REMOVE")
                .put("type", "EMOJI")
                .put("emoji", emoji)
                .put("unique_identifier", customer.id())
                .put("timestamp", now)
                .put("original_msg_id", target.id());
        return content;
    }

    static ObjectNode read(Account account, Customer customer, Conversation chat) {
        var content = Json.object();
        content.put("conversation_id", chat.id);
        sides(content, account, customer, true);
        content.putObject("read").put("last_read_timestamp", chat.customerReadUntil);
        return content;
    }

    static ObjectNode europeanStub(Account account, long timestamp) {
        var content = Json.object();
        content.put("to", account.handle());
        content.putObject("to_user").put("id", account.openId()).put("role", "business_account");
        content.put("timestamp", timestamp);
        return content;
    }

    static ObjectNode referral(
            Account account, Customer customer, Conversation chat, JsonNode referral, long timestamp) {
        var content = Json.object();
        sides(content, account, customer, true);
        content.put("unique_identifier", customer.id());
        content.put("conversation_id", chat.id);
        content.put("timestamp", timestamp);
        content.set("referral", referral);
        return content;
    }

    static ObjectNode comment(Comment comment, String action, long timestamp, WebhookBehaviour behaviour) {
        var content = Json.object();
        content.put("comment_id", Long.parseLong(comment.id));
        content.put("video_id", Long.parseLong(comment.postId));
        if (comment.parentId != null) {
            content.put("parent_comment_id", Long.parseLong(comment.parentId));
        } else if (behaviour.parentOfTopLevel() == WebhookBehaviour.ParentOfTopLevel.ZERO) {
            content.put("parent_comment_id", 0);
        }
        content.put("comment_type", comment.parentId == null ? "comment" : "reply");
        content.put("comment_action", action);
        content.put("timestamp", timestamp);
        content.put("unique_identifier", comment.authorId);
        if (behaviour.commentText()) {
            content.put("text", comment.text);
        }
        return content;
    }

    /** The same comment as {@link #comment}, with its id as a string this time. */
    static ObjectNode highIntent(Account account, Customer customer, Comment comment) {
        var content = Json.object();
        sides(content, account, customer, true);
        content.put("unique_identifier", customer.id());
        content.put("comment_id", comment.id);
        content.put("comment_text", comment.text);
        content.put("is_follower", customer.follower());
        content.put("timestamp", comment.createdAt);
        return content;
    }

    private static void sides(ObjectNode content, Account account, Customer customer, boolean fromCustomer) {
        content.put("from", fromCustomer ? customer.handle() : account.handle());
        content.put("to", fromCustomer ? account.handle() : customer.handle());
        person(content.putObject(fromCustomer ? "from_user" : "to_user"), customer);
        business(content.putObject(fromCustomer ? "to_user" : "from_user"), account);
    }

    private static void person(ObjectNode user, Customer customer) {
        user.put("id", customer.id()).put("role", "personal_account");
    }

    private static void business(ObjectNode user, Account account) {
        user.put("id", account.openId()).put("role", "business_account");
    }
}
