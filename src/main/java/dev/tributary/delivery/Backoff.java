package dev.tributary.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: twice as long each time, and never quite the same, so that replies that
 * failed together do not come back together.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** @param asked what the platform asked for, which is the least */
    Duration after(int attempts, @Nullable Duration asked) {
        var doublings = Math.min(20, Math.max(0, attempts - 1));
        var full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        var wait = Duration.ofMillis(full / 2 + (long) (full / 2.0 * random.getAsDouble()));
        return asked != null && asked.compareTo(wait) > 0 ? asked.plus(wait.dividedBy(2)) : wait;
    }
}
