package dev.tributary.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts are read back, in case webhooks were lost. */
@ConfigMapping(prefix = "tributary.reconciliation")
public interface ReconciliationConfig {

    /** Whether accounts are read back at all. */
    @WithDefault("true")
    boolean enabled();

    /** How long after a start accounts are read back: the server has other things to do first. */
    @WithDefault("5s")
    Duration afterStart();

    /** How often an account is read back when nothing seems wrong. */
    @WithDefault("6h")
    Duration every();

    /** How long an account is left alone between two times for which there is no more than a suspicion. */
    @WithDefault("10m")
    Duration rest();

    /** How many calls are made at the same time, whatever the number of accounts. */
    @WithDefault("4")
    int calls();

    /** Under how many of the newest posts comments are looked for. */
    @WithDefault("10")
    int posts();

    /** How many pages of comments, or of replies to one, are read. */
    @WithDefault("3")
    int commentPages();

    /** How often in a row a call may fail before the account is left alone. */
    @WithDefault("3")
    int failures();

    /** For how long it is left alone then. Doubles each time. */
    @WithDefault("1m")
    Duration pause();

    /** The longest such pause. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a server that is at an account may say nothing before another takes over. */
    @WithDefault("2m")
    Duration lease();
}
