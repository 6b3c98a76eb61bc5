package dev.tributary.ingest;

import dev.tributary.connector.CallBudget;
import dev.tributary.store.AccountId;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often an account may be asked for what is only nice to know. Thread-safe. */
@ApplicationScoped
class EnrichmentPace {

    private final EnrichmentConfig config;
    private final CallBudget budget;
    private final Clock clock;
    private final Map<AccountId, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<AccountId, Instant> pausedUntil = new ConcurrentHashMap<>();

    EnrichmentPace(EnrichmentConfig config, CallBudget budget, Clock clock) {
        this.budget = budget;
        this.config = config;
        this.clock = clock;
    }

    boolean mayAsk(AccountId account) {
        if (clock.instant().isBefore(pausedUntil.getOrDefault(account, Instant.MIN))) {
            return false;
        }
        if (!budget.take(CallBudget.Need.BACKGROUND).isZero()) {
            return false;
        }
        if (buckets.computeIfAbsent(account, it -> bucket()).tryConsume(1)) {
            return true;
        }
        budget.giveBack();
        return false;
    }

    /** It does not answer: leave it alone for a while. */
    void pause(AccountId account) {
        pausedUntil.put(account, clock.instant().plus(config.retryAfter()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(it -> it.capacity(config.callsPerMinute())
                        .refillGreedy(config.callsPerMinute(), Duration.ofMinutes(1)))
                .build();
    }
}
