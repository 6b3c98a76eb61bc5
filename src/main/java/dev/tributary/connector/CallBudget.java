package dev.tributary.connector;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How many calls this server makes in a second to a platform that counts them for the whole app, whoever makes them:
 * replies, reading back, look-ups. Half of it is kept for what people wait for. Nobody waits in it. Thread-safe.
 */
public class CallBudget {

    private final Bucket calls;
    private final long kept;

    public CallBudget(int callsPerSecond) {
        this(callsPerSecond, TimeMeter.SYSTEM_NANOTIME);
    }

    CallBudget(int callsPerSecond, TimeMeter time) {
        this.calls = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(it -> it.capacity(callsPerSecond).refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
                .build();
        this.kept = callsPerSecond / 2;
    }

    /** Who wants to call. */
    public enum Need {
        /** A person waits for it. */
        URGENT,
        /** It may as well be later: as long as urgent calls use everything up, nothing is left for it. */
        BACKGROUND
    }

    /** Zero: call now, it is counted. Otherwise how long to wait before asking again. */
    public synchronized Duration take(Need need) {
        var left = need == Need.URGENT ? 1 : kept + 1;
        var estimate = calls.estimateAbilityToConsume(left);
        if (!estimate.canBeConsumed()) {
            // Rounded up, or whoever comes back at the named time comes too early.
            return Duration.ofMillis(estimate.getNanosToWaitForRefill() / 1_000_000 + 1);
        }
        calls.consumeIgnoringRateLimits(1);
        return Duration.ZERO;
    }

    /** The call was not made after all. */
    public synchronized void giveBack() {
        calls.addTokens(1);
    }
}
