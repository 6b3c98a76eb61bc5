package dev.tributary.connector;

/** What a platform reports by webhooks of their own: each is subscribed to apart. */
public enum WebhookTopic {
    DIRECT_MESSAGE,
    COMMENT
}
