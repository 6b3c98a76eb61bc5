package dev.tributary.routing.rehearsal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a policy would have done.
 *
 * @param version 0: what holds where nobody has said anything
 * @param conversations that came in the period
 * @param overflowed given to somebody who helped out
 * @param windowsMissed of direct messages: given to somebody when TikTok took no answer any more, or to nobody until then
 * @param promised those for which a rule says when the first reply is due
 * @param late those of them whose first reply would have come too late
 * @param fairness Jain's index over those who were there: 1 is the same for everybody, 1/n all for one; null for nobody
 */
public record Figures(
        int version,
        int conversations,
        int assigned,
        int neverAssigned,
        int overflowed,
        int windowsMissed,
        int promised,
        int late,
        Waits waiting,
        @Nullable Double fairness,
        List<Share> shares) {

    /**
     * How long customers waited until somebody had their conversation, in seconds: so many in a hundred no longer than
     * this. Null where nobody was given anything.
     */
    public record Waits(
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p95,
            @Nullable Long max,
            List<Bar> histogram) {}

    /** @param seconds no longer than this, and longer than the bar before; null: longer than all */
    public record Bar(@Nullable Long seconds, int conversations) {}

    public record Share(UUID agentId, String name, int conversations) {}
}
