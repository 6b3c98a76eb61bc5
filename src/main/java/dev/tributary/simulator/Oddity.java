package dev.tributary.simulator;

import java.nio.charset.StandardCharsets;

/** Events that a receiver must survive, each properly signed. */
public enum Oddity {
    UNKNOWN_EVENT,
    UNKNOWN_MESSAGE_TYPE,
    EU_STUB,
    CONTENT_NOT_JSON,
    CONTENT_IS_OBJECT,
    PING,
    EMPTY_BODY,
    NOT_JSON,
    BROKEN_BYTES;

    void send(Simulator simulator, Webhooks webhooks, Account account) {
        var now = simulator.clock().instant();
        var millis = now.toEpochMilli();
        var type = Webhooks.DIRECT_MESSAGE;
        switch (this) {
            case UNKNOWN_EVENT ->
                simulator.publish(type, "im_something_new", account, "{\"timestamp\":" + millis + "}");
            case UNKNOWN_MESSAGE_TYPE ->
                simulator.publish(
                        type,
                        "im_receive_msg",
                        account,
                        "{\"type\":\"hologram\",\"message_id\":\"aG9sb2dyYW1ob2xvZ3Jh" + millis % 10_000
                                + "==\",\"conversation_id\":\"aG9sb2dyYW1jb252ZXJzYXRpbw==\",\"timestamp\":" + millis
                                + ",\"from\":\"odd.customer\",\"to\":\"" + account.handle()
                                + "\",\"unique_identifier\":\"+odd\",\"from_user\":{\"id\":\"+odd\",\"role\":\"personal_account\"},"
                                + "\"to_user\":{\"id\":\"" + account.openId() + "\",\"role\":\"business_account\"}}");
            case EU_STUB ->
                simulator.publish(
                        type, "im_receive_msg_eu", account, Json.text(WebhookEvents.europeanStub(account, millis)));
            case CONTENT_NOT_JSON -> simulator.publish(type, "im_receive_msg", account, "{\"type\":\"text\",");
            case CONTENT_IS_OBJECT ->
                raw(
                        simulator,
                        "{\"client_key\":\"" + simulator.options().appId()
                                + "\",\"event\":\"im_receive_msg\",\"create_time\":" + now.getEpochSecond()
                                + ",\"user_openid\":\"" + account.openId() + "\",\"content\":{\"type\":\"text\"}}");
            // The one event whose create_time is in milliseconds and whose user is a number.
            case PING ->
                raw(
                        simulator,
                        "{\"client_key\":\"" + simulator.options().appId()
                                + "\",\"event\":\"tiktok.ping\",\"create_time\":" + millis
                                + ",\"user_openid\":1234567890,\"content\":\"{\\\"reason\\\":\\\"testing Webhook\\\"}\"}");
            case EMPTY_BODY -> raw(simulator, "");
            case NOT_JSON -> raw(simulator, "this is not JSON");
            case BROKEN_BYTES ->
                webhooks.publishRaw(
                        type, null, new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, (byte) 0xff, 0, '"', ':', '1'});
        }
    }

    private static void raw(Simulator simulator, String body) {
        simulator.publishRaw(Webhooks.DIRECT_MESSAGE, body.getBytes(StandardCharsets.UTF_8));
    }
}
