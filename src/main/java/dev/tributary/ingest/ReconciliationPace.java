package dev.tributary.ingest;

import dev.tributary.connector.CallBudget;
import dev.tributary.store.AccountId;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often this server may ask while it reads back. Nobody waits in it. Thread-safe. */
@ApplicationScoped
class ReconciliationPace {

    /** Calls that TikTok counts apart. */
    enum Call {
        CONVERSATIONS,
        MESSAGES,
        POSTS,
        COMMENTS,
        REPLIES;

        boolean isForMessages() {
            return this == CONVERSATIONS || this == MESSAGES;
        }
    }

    private final int callsPerMinute;
    private final CallBudget budget;
    private final Bucket messages;
    private final Map<Calls, Bucket> others = new ConcurrentHashMap<>();

    ReconciliationPace(ReconciliationConfig config, CallBudget budget) {
        this.budget = budget;
        this.callsPerMinute = config.callsPerMinute();
        this.messages = bucket(config.messageCallsPerSecond(), Duration.ofSeconds(1));
    }

    /** Zero: ask now, it is counted. Otherwise how long to wait before trying again. */
    Duration take(AccountId account, Call call) {
        var bucket = call.isForMessages()
                ? messages
                : others.computeIfAbsent(new Calls(account, call), it -> bucket(callsPerMinute, Duration.ofMinutes(1)));
        var wait = budget.take(CallBudget.Need.BACKGROUND);
        if (!wait.isZero()) {
            return wait;
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        budget.giveBack();
        // Rounded up, or whoever comes back at the named time comes too early.
        return Duration.ofMillis(probe.getNanosToWaitForRefill() / 1_000_000 + 1);
    }

    private static Bucket bucket(int calls, Duration period) {
        return Bucket.builder()
                .addLimit(it -> it.capacity(calls).refillGreedy(calls, period))
                .build();
    }

    private record Calls(AccountId account, Call call) {}
}
