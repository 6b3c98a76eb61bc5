package dev.tributary.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How replies are sent. */
@ConfigMapping(prefix = "tributary.delivery")
interface DeliveryConfig {

    /** How many calls this server makes at the same time. */
    @WithDefault("32")
    int calls();

    /** How many calls are made at the same time for one account, by all servers together. */
    @WithDefault("4")
    int callsPerAccount();

    /**
     * How long a call may take before the server that makes it is taken for dead, and the reply for uncertain.
     *
     * <p>Must be longer than the connector's own limits, renewing a token included.
     */
    @WithDefault("60s")
    Duration lease();

    /** How long a reply that TikTok does not take for the time being is tried again. */
    @WithDefault("30m")
    Duration giveUpAfter();

    /** How long to wait before the second attempt. The wait doubles with every further one. */
    @WithDefault("2s")
    Duration firstRetry();

    /** The longest wait between two attempts. */
    @WithDefault("2m")
    Duration longestRetry();

    /** How long an uncertain reply holds back the next one of its conversation, so that they arrive in order. */
    @WithDefault("30s")
    Duration uncertainHold();

    /** When to look in TikTok whether an uncertain reply arrived, counted from when it became uncertain. */
    @WithDefault("3s,15s,60s")
    List<Duration> readBackAfter();

    /** How often to look for replies that nobody was told of, and for calls whose server died. */
    @WithDefault("5s")
    Duration sweepEvery();

    /** How long a server that is stopped waits for the calls it is making. */
    @WithDefault("20s")
    Duration shutdownTimeout();
}
