package dev.tributary.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How names, pictures and posts are looked up, which webhooks do not carry. */
@ConfigMapping(prefix = "tributary.enrichment")
public interface EnrichmentConfig {

    /** Whether anything is looked up at all. */
    @WithDefault("true")
    boolean enabled();

    /** How many look-ups a minute one account may make; TikTok allows 40 of each kind, and replies come first. */
    @WithDefault("20")
    int callsPerMinute();

    /** How long a look-up that failed is left alone. */
    @WithDefault("15m")
    Duration retryAfter();
}
