package dev.tributary.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where pictures may be sent; how they are kept shares the prefix. */
@ConfigMapping(prefix = "tributary.media")
interface PictureRules {

    /** How long the platform's word holds whether it takes pictures in a conversation. */
    @WithDefault("12h")
    Duration capabilityKept();
}
