package dev.tributary.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a login lasts. */
@ConfigMapping(prefix = "tributary.session")
interface SessionConfig {

    /** A session that nobody used for this long is over. */
    @WithDefault("12h")
    Duration idle();

    /** Every session is over after this long, however much it is used. */
    @WithDefault("7d")
    Duration absolute();
}
