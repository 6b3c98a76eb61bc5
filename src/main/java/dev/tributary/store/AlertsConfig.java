package dev.tributary.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts are watched; who is told by e-mail shares the prefix. */
@ConfigMapping(prefix = "tributary.alerts")
public interface AlertsConfig {

    /** Whether accounts are watched at all. What this server is told, such as a withdrawn consent, it says anyway. */
    @WithDefault("true")
    boolean enabled();

    /** How often to look whether anything is wrong with any account. */
    @WithDefault("30s")
    Duration every();

    /** How often to ask TikTok where it reports to. */
    @WithDefault("1h")
    Duration askSubscriptionsEvery();
}
