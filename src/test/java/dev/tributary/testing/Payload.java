package dev.tributary.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bodies of webhooks as TikTok writes them, for one account. */
public record Payload(String event, String openId, ObjectNode content) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** When everything happens that does not say otherwise. */
    public static final long AT = 1_790_000_000_123L;

    public static Payload message(WebhookShop shop, String conversation, String message, String text) {
        var content = people(chat("text", conversation, message));
        content.putObject("text").put("body", text);
        return new Payload("im_receive_msg", shop.openId(), content);
    }

    /** What we, or somebody for us, wrote to the customer. */
    public static Payload echo(WebhookShop shop, String conversation, String message, String text, String source) {
        var content = chat("text", conversation, message);
        content.put("from", "northshop").put("to", "kari_n").put("unique_identifier", "kari");
        content.putObject("to_user").put("id", "kari").put("role", "personal_account");
        content.putObject("text").put("body", text);
        content.putObject("message_tag").put("source", source);
        return new Payload("im_send_msg", shop.openId(), content);
    }

    public static Payload reaction(WebhookShop shop, String conversation, String message, String emoji, boolean added) {
        var content = people(chat("reaction", conversation, "reaction-on-" + message));
        content.putArray("reaction")
                .addObject()
                .put("operation", added ? "ADD" : "REMOVE")
                .put("type", "EMOJI")
                .put("emoji", emoji)
                .put("unique_identifier", "kari")
                .put("timestamp", AT)
                .put("original_msg_id", message);
        return new Payload("im_receive_msg", shop.openId(), content);
    }

    public static Payload read(WebhookShop shop, String conversation, long upTo) {
        var content = people(JSON.createObjectNode().put("conversation_id", conversation));
        content.putObject("read").put("last_read_timestamp", upTo);
        return new Payload("im_mark_read_msg", shop.openId(), content);
    }

    public static Payload withheld(WebhookShop shop) {
        var content = JSON.createObjectNode().put("to", "northshop").put("timestamp", AT);
        content.putObject("to_user").put("id", shop.openId()).put("role", "business_account");
        return new Payload("im_receive_msg_eu", shop.openId(), content);
    }

    public static Payload comment(WebhookShop shop, long comment, String action) {
        var content = JSON.createObjectNode()
                .put("comment_id", comment)
                .put("video_id", 7_380_000_000_000_000_002L)
                .put("parent_comment_id", 0)
                .put("comment_type", "comment")
                .put("comment_action", action)
                .put("timestamp", AT)
                .put("unique_identifier", "kari");
        if (action.equals("insert")) {
            content.put("text", "price?");
        }
        return new Payload("comment.update", shop.openId(), content);
    }

    public static Payload highIntent(WebhookShop shop, long comment) {
        var content = people(JSON.createObjectNode()
                .put("comment_id", Long.toString(comment))
                .put("comment_text", "price?")
                .put("timestamp", AT));
        return new Payload("im_receive_high_intent_comment", shop.openId(), content);
    }

    private static ObjectNode chat(String type, String conversation, String message) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("message_id", message)
                .put("conversation_id", conversation)
                .put("timestamp", AT);
    }

    private static ObjectNode people(ObjectNode content) {
        content.put("from", "kari_n").put("to", "northshop").put("unique_identifier", "kari");
        content.putObject("from_user").put("id", "kari").put("role", "personal_account");
        return content;
    }

    public Payload at(long millis) {
        return with(it -> it.put("timestamp", millis));
    }

    public Payload with(Consumer<ObjectNode> change) {
        var changed = content.deepCopy();
        change.accept(changed);
        return new Payload(event, openId, changed);
    }

    /** The content as TikTok packs it: as text within the text. */
    public String text() {
        return envelope(content.toString());
    }

    /** The envelope around a content that need not be JSON. */
    public String envelope(String packed) {
        return JSON.createObjectNode()
                .put("client_key", ConfiguredTikTok.APP)
                .put("event", event)
                .put("create_time", AT / 1000)
                .put("user_openid", openId)
                .put("content", packed)
                .toString();
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
