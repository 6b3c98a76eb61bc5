package dev.tributary.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.simulator.Signatures;
import dev.tributary.simulator.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Webhooks as TikTok sends them, each one of a kind: of a hundred, 70 text messages, 10 images, 10 echoes of what the
 * shop wrote elsewhere, and 10 comments, half of them below an older comment. Every one becomes one message.
 *
 * <p>Not thread-safe.
 */
final class WebhookMix {

    private static final int COMMENT_THREADS = 2_000;
    private static final int POSTS = 500;
    private static final String HEAD = "POST /hooks/tiktok/business HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n" + Signatures.HEADER + ": %s\r\nContent-Length: %d\r\n\r\n";

    private final List<String> openIds;
    private final int conversations;
    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom(42);
    private final long firstCommentId;
    private long number;

    WebhookMix(List<String> openIds, int conversations, Clock clock) {
        this.openIds = openIds;
        this.conversations = conversations;
        this.clock = clock;
        this.firstCommentId = 7_390_000_000_000_000_000L;
    }

    /** The next request, whole and signed. */
    byte[] next() {
        var kind = random.nextInt(100);
        return kind < 90 ? message(kind, "the colour and when will it be sent, number " + number) : comment();
    }

    /** A text message of these words. */
    byte[] text(String words) {
        return message(0, words);
    }

    private byte[] message(int kind, String words) {
        var at = clock.millis();
        var conversation = random.nextInt(conversations);
        var shop = openIds.get(conversation % openIds.size());
        var customer = "customer-" + conversation + "-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789==";
        var inbound = kind < 80;
        var content = new LinkedHashMap<String, Object>();
        content.put("type", kind >= 70 && kind < 80 ? "image" : "text");
        content.put("message_id", "bench/" + number++ + "+q1W2e3R4t5Y6u7I8o9P0==");
        content.put("conversation_id", "conversation/" + conversation + "+Zx1Cv2Bn3M==");
        content.put("timestamp", at);
        content.put("from", inbound ? "customer" + conversation : "shop");
        content.put("to", inbound ? "shop" : "customer" + conversation);
        content.put("unique_identifier", inbound ? customer : shop);
        content.put("from_user", user(inbound ? customer : shop, inbound));
        content.put("to_user", user(inbound ? shop : customer, !inbound));
        if (kind >= 70 && kind < 80) {
            content.put("image", Map.of("media_id", "v0d00fg10000" + number));
        } else {
            content.put("text", Map.of("body", words));
        }
        content.put("message_tag", Map.of("source", "APP"));
        return request(inbound ? "im_receive_msg" : "im_send_msg", shop, at, content);
    }

    private byte[] comment() {
        var at = clock.millis();
        var thread = random.nextInt(COMMENT_THREADS);
        var isReply = random.nextBoolean();
        var shop = openIds.get(isReply ? thread % openIds.size() : random.nextInt(openIds.size()));
        var content = new LinkedHashMap<String, Object>();
        content.put("comment_id", firstCommentId + COMMENT_THREADS + number++);
        content.put("video_id", 7_380_000_000_000_000_000L + thread % POSTS);
        content.put("parent_comment_id", isReply ? firstCommentId + thread : 0L);
        content.put("comment_type", isReply ? "reply" : "comment");
        content.put("comment_action", "insert");
        content.put("timestamp", at);
        content.put("unique_identifier", "commenter-" + random.nextInt(conversations) + "-AbCdEfGhIjKlMnOpQrSt==");
        content.put("text", "how much is it? " + number);
        return request("comment.update", shop, at, content);
    }

    private static Map<String, Object> user(String id, boolean personal) {
        return Map.of("id", id, "role", personal ? "personal_account" : "business_account");
    }

    private static byte[] request(String event, String shop, long at, Map<String, Object> content) {
        try {
            var envelope = new LinkedHashMap<String, Object>();
            envelope.put("client_key", SimulatorOptions.APP_ID);
            envelope.put("event", event);
            envelope.put("create_time", at / 1_000);
            envelope.put("user_openid", shop);
            envelope.put("content", ApiClient.JSON.writeValueAsString(content));
            var body = ApiClient.JSON.writeValueAsBytes(envelope);
            var head = HEAD.formatted(Signatures.header(SimulatorOptions.APP_SECRET, at / 1_000, body), body.length)
                    .getBytes(StandardCharsets.ISO_8859_1);
            var request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
