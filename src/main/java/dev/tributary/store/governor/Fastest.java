package dev.tributary.store.governor;

import dev.tributary.connector.ApiCall;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long calls of each kind take at the least, lately. So much every one of them takes: it puts them all off alike and
 * brings no two of them closer together. Only what a call takes beyond that can. Something is left for a call that is
 * faster still.
 *
 * <p>Thread-safe. Times are in nanoseconds by the governor's ticker.
 */
final class Fastest {

    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    /** Fewer say little about what is usual. */
    private static final int ENOUGH = 10;

    private static final long FASTER_STILL = Duration.ofMillis(5).toNanos();

    private final Map<ApiCall, Periods> calls = new EnumMap<>(ApiCall.class);

    private static final class Periods {

        private long beganAt;
        private long least = Long.MAX_VALUE;
        private int count;
        private long leastBefore = Long.MAX_VALUE;
        private int countBefore;
    }

    synchronized void took(ApiCall call, long nanos, long now) {
        var periods = at(call, now);
        periods.least = Math.min(periods.least, nanos);
        periods.count++;
    }

    /** Zero as long as not enough calls were made. */
    synchronized long of(ApiCall call, long now) {
        var periods = at(call, now);
        if (periods.count + periods.countBefore < ENOUGH) {
            return 0;
        }
        var least = Math.min(periods.least, periods.leastBefore);
        return Math.max(0, least - Math.max(FASTER_STILL, least / 10));
    }

    private Periods at(ApiCall call, long now) {
        var periods = calls.computeIfAbsent(call, it -> new Periods());
        var passed = now - periods.beganAt;
        if (passed >= PERIOD) {
            var isNext = passed < 2 * PERIOD;
            periods.leastBefore = isNext ? periods.least : Long.MAX_VALUE;
            periods.countBefore = isNext ? periods.count : 0;
            periods.least = Long.MAX_VALUE;
            periods.count = 0;
            periods.beganAt = now;
        }
        return periods;
    }
}
