package dev.tributary.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** TikTok's rules of conversing. Sources disagree on all of them, so all of them are settings. */
@ConfigMapping(prefix = "tributary.messaging")
public interface MessagingRules {

    /** How long after a customer's direct message a business may answer. */
    @WithDefault("48h")
    Duration window();

    /** How many messages it may send in that time. The next message of the customer begins anew. */
    @WithDefault("10")
    int messagesPerWindow();

    /** How many characters a direct message may have. */
    @WithDefault("6000")
    int directMessageLength();

    /**
     * How many characters a comment may have.
     *
     * <p>TikTok's apps stop at 150; newer documents of the API say 1,200.
     */
    @WithDefault("150")
    int commentLength();
}
