package dev.tributary.store.governor;

import java.util.Arrays;
import java.util.List;

/** Divides the tokens of a bucket between servers: by priority, and evenly within one. */
final class Shares {

    private Shares() {}

    /** How many tokens each priority may have, together with those before it. */
    static int[] most(Limit limit, GovernorConfig config) {
        return new int[] {
            limit.calls(),
            part(limit, config.enrichmentShare()),
            part(limit, config.reconciliationShare()),
            part(limit, config.courtesyShare())
        };
    }

    private static int part(Limit limit, double share) {
        return (int) Math.max(1, Math.min(limit.calls(), Math.floor(limit.calls() * share)));
    }

    /**
     * @param most of each priority, see {@link #most}
     * @param wants of each server, how many it could use for each priority
     * @return of each server, how many it gets; all who compute it from the same get the same
     */
    static int[] of(int[] most, List<int[]> wants) {
        var shares = new int[wants.size()];
        for (int i = 0; i < most.length; i++) {
            var priority = i;
            var open = wants.stream().mapToInt(it -> it[priority]).toArray();
            fill(most[priority] - Arrays.stream(shares).sum(), open, shares);
        }
        return shares;
    }

    /** Evenly, but nobody gets more than is open. What is not divisible goes to the first. */
    private static void fill(int tokens, int[] open, int[] shares) {
        var left = tokens;
        var wanting = Arrays.stream(open).filter(it -> it > 0).count();
        while (left > 0 && wanting > 0) {
            var each = Math.max(1, (int) (left / wanting));
            for (int i = 0; i < open.length && left > 0; i++) {
                var more = Math.min(left, Math.min(open[i], each));
                open[i] -= more;
                shares[i] += more;
                left -= more;
            }
            wanting = Arrays.stream(open).filter(it -> it > 0).count();
        }
    }
}
