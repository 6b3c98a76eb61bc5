package dev.tributary.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who a credential belongs to, remembered for a moment so that a busy browser costs one lookup and not hundreds.
 *
 * <p>What changes on this node holds at once; what changes on another holds after {@link #REMEMBERED}.
 */
@ApplicationScoped
class CallerCache {

    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int SIZE = 10_000;

    private final Cache<String, CurrentAgent.Caller> callers =
            Caffeine.newBuilder().maximumSize(SIZE).expireAfterWrite(REMEMBERED).build();
    private final AtomicLong changes = new AtomicLong();

    CurrentAgent.@Nullable Caller remembered(String hash) {
        return callers.getIfPresent(hash);
    }

    Optional<CurrentAgent.Caller> remember(String hash, Supplier<Optional<CurrentAgent.Caller>> lookup) {
        var before = changes.get();
        var found = lookup.get();
        found.ifPresent(it -> callers.put(hash, it));
        if (changes.get() != before) {
            // It may have been read just before somebody's rights changed.
            callers.invalidate(hash);
        }
        return found;
    }

    // After commit: a lookup in between would find the old state and remember it.
    void onAccessChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged event) {
        changes.incrementAndGet();
        callers.asMap().values().removeIf(it -> it.agent().equals(event.agent()));
    }
}
