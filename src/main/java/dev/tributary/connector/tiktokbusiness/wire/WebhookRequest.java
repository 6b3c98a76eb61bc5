package dev.tributary.connector.tiktokbusiness.wire;

/** Body of {@code business/webhook/update/}. {@code toString} shows no secret. */
public record WebhookRequest(String appId, String secret, String eventType, String callbackUrl) {

    @Override
    public String toString() {
        return "WebhookRequest[eventType=" + eventType + ", callbackUrl=" + callbackUrl + "]";
    }
}
