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

    /** How long a look-up that failed is left alone. */
    @WithDefault("15m")
    Duration retryAfter();
}
