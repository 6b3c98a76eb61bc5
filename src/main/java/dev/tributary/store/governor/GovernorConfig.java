package dev.tributary.store.governor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many calls TikTok takes, from all servers of one app together. */
@ConfigMapping(prefix = "tributary.governor")
interface GovernorConfig {

    /** How many calls TikTok takes in a second from the whole app. */
    @WithDefault("10")
    int appCallsPerSecond();

    /** How many calls TikTok takes in a minute from the whole app. */
    @WithDefault("600")
    int appCallsPerMinute();

    /** How many calls TikTok takes in a day, by UTC, from the whole app. */
    @WithDefault("864000")
    long appCallsPerDay();

    /** How many calls for direct messages TikTok takes in a second from the whole app. */
    @WithDefault("10")
    int messageCallsPerSecond();

    /** How many calls for comments, posts and profiles TikTok takes in a minute from the whole app. */
    @WithDefault("600")
    int accountsApiCallsPerMinute();

    /** How many calls of one such kind TikTok takes in a minute from one account. */
    @WithDefault("40")
    int accountCallsPerMinute();

    /** Which part of each limit look-ups of names, pictures and posts may use up. The rest is left to replies. */
    @WithDefault("0.5")
    double enrichmentShare();

    /** Which part of each limit reading back may use up. */
    @WithDefault("0.3")
    double reconciliationShare();

    /** Which part of each limit showing customers that somebody types, or has read, may use up. */
    @WithDefault("0.2")
    double courtesyShare();

    /** How long such calls are not made after TikTok said that there were too many. TikTok asks for five minutes. */
    @WithDefault("5m")
    Duration throttledPause();

    /** How long a server that cannot reach the database goes on with the calls it was handed before. */
    @WithDefault("5s")
    Duration lease();
}
