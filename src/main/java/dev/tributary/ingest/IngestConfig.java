package dev.tributary.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks are taken in. */
@ConfigMapping(prefix = "tributary.ingest")
public interface IngestConfig {

    /** The largest webhook body, in bytes. TikTok's are a few kilobytes. */
    @WithDefault("262144")
    int maxBody();

    /** How long a sender may take to send a whole body. */
    @WithDefault("5s")
    Duration bodyTimeout();

    /** After this long without a commit the sender is told to come back later. TikTok does, for 72 hours. */
    @WithDefault("2900ms")
    Duration answerWithin();

    /** How many webhooks may wait for the disk; one more is told to come back later. */
    @WithDefault("20000")
    int queue();

    /** How many webhooks are written, or applied, at once at the most. */
    @WithDefault("500")
    int batch();

    /**
     * How often an event may fail before it is parked for a person to look at.
     *
     * <p>Only failures of our own count; malformed events are parked at once.
     */
    @WithDefault("5")
    int maxAttempts();

    /** How long a raw event is kept after it was handled. Parked ones are kept until they are replayed. */
    @WithDefault("30d")
    Duration retention();
}
