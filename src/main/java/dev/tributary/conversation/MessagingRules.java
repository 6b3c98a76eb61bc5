package dev.tributary.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * TikTok's rules of conversing. Sources disagree on all of them, so all of them are settings. How long a text may be is
 * the connector's to say.
 */
@ConfigMapping(prefix = "tributary.messaging")
public interface MessagingRules {

    /** How long after a customer's direct message a business may answer. */
    @WithDefault("48h")
    Duration window();

    /** How many messages it may send in that time. The next message of the customer begins anew. */
    @WithDefault("10")
    int messagesPerWindow();
}
