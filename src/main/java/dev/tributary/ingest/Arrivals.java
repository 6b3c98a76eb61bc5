package dev.tributary.ingest;

import dev.tributary.conversation.ConversationIngest;
import dev.tributary.store.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what is on its way through the database, which another server may be moving. */
@ApplicationScoped
class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final ConversationIngest conversations;

    Arrivals(ConversationIngest conversations) {
        this.conversations = conversations;
    }

    boolean has(AccountId account, String message) {
        return conversations.has(account, message);
    }

    /** False if it did not come true in time. */
    boolean eventually(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var pause = CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            CompletableFuture.runAsync(() -> {}, pause).join();
        }
        return true;
    }
}
