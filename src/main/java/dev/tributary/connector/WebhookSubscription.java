package dev.tributary.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a platform sends the webhooks of one topic, for all accounts together.
 *
 * @param callbackUrl as the platform has it; null where nobody is told anything
 * @param posts the only posts that it reports; none means all of them
 */
public record WebhookSubscription(
        WebhookTopic topic, @Nullable String callbackUrl, List<String> posts) {

    public WebhookSubscription {
        posts = List.copyOf(posts);
    }
}
