package dev.tributary.delivery;

import dev.tributary.connector.CallBudget;
import dev.tributary.connector.Surface;
import dev.tributary.store.AccountId;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps this server's calls within what TikTok allows. Nobody waits in it: who may not call now is told when to ask again.
 */
@ApplicationScoped
class Governor {

    /** Calls that TikTok counts apart. */
    enum Call {
        SEND,
        READ_BACK
    }

    private final CallBudget budget;
    private final int commentCallsPerMinute;
    private final Map<CommentCalls, Bucket> comments = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> pausedUntil = new ConcurrentHashMap<>();

    Governor(DeliveryConfig config, CallBudget budget) {
        this.budget = budget;
        commentCallsPerMinute = config.commentCallsPerMinute();
    }

    /** Zero: call now, it is counted. Otherwise how long to wait before asking again. */
    Duration take(AccountId account, Surface surface, Call call) {
        var pause = pause(account);
        if (!pause.isZero()) {
            return pause;
        }
        var wait = budget.take(CallBudget.Need.URGENT);
        if (!wait.isZero() || surface != Surface.COMMENT) {
            return wait;
        }
        var probe = comments.computeIfAbsent(new CommentCalls(account, call), it -> bucket(commentCallsPerMinute))
                .tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        budget.giveBack();
        // Rounded up, or whoever comes back at the named time comes too early.
        return Duration.ofMillis(probe.getNanosToWaitForRefill() / 1_000_000 + 1);
    }

    /** TikTok asked for a pause: nobody calls for this account until it is over. */
    void pause(AccountId account, Duration pause) {
        pausedUntil.merge(account, System.nanoTime() + pause.toNanos(), (a, b) -> a - b > 0 ? a : b);
    }

    private Duration pause(AccountId account) {
        var until = pausedUntil.get(account);
        if (until == null) {
            return Duration.ZERO;
        }
        var left = until - System.nanoTime();
        if (left <= 0) {
            pausedUntil.remove(account, until);
            return Duration.ZERO;
        }
        return Duration.ofMillis(left / 1_000_000 + 1);
    }

    private static Bucket bucket(int callsPerMinute) {
        return Bucket.builder()
                .addLimit(it -> it.capacity(callsPerMinute).refillGreedy(callsPerMinute, Duration.ofMinutes(1)))
                .build();
    }

    private record CommentCalls(AccountId account, Call call) {}
}
