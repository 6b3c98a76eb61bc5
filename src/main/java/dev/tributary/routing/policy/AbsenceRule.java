package dev.tributary.routing.policy;

import dev.tributary.routing.TeamId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an absent agent's open conversations. What a person gave them stays in any case.
 *
 * @param after how long the absence lasts before
 * @param team whom they are handed to, with {@link Then#TEAM} only
 */
public record AbsenceRule(
        Then then, @Nullable Duration after, @Nullable TeamId team) {

    public enum Then {
        KEEP,
        /** Back to the queue. */
        QUEUE,
        TEAM
    }

    public Duration afterOrAtOnce() {
        return after == null ? Duration.ZERO : after;
    }
}
