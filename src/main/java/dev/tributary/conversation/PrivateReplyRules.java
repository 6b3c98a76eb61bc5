package dev.tributary.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** TikTok's rules for answering a comment by direct message (Comment-to-Message). */
@ConfigMapping(prefix = "tributary.private-replies")
interface PrivateReplyRules {

    /** Where an account must be registered. */
    @WithDefault("VN,ID,TH")
    Set<String> markets();

    /** For how long after a comment its author may be answered. */
    @WithDefault("48h")
    Duration window();

    /** For how long before it nothing may have been said in direct messages. */
    @WithDefault("24h")
    Duration silence();

    /** How long TikTok's word holds whether an account has it switched on. */
    @WithDefault("1h")
    Duration switchKept();
}
