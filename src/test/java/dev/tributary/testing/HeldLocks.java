package dev.tributary.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/** What the transaction of a test has locked, so that somebody else runs into it. */
public final class HeldLocks {

    private static final Duration SOON = Duration.ofSeconds(10);

    private HeldLocks() {}

    /** Whoever gets into a deadlock with the transaction that calls this is the one who loses. */
    public static void winDeadlocks() {
        jdbi().useHandle(db -> db.execute("SET LOCAL deadlock_timeout = '1min'"));
    }

    /** Has somebody do something, and returns as soon as they wait for the transaction that calls this. */
    public static CompletableFuture<Void> waitsForUs(Runnable other) {
        var begun = CompletableFuture.runAsync(other).orTimeout(2 * SOON.toSeconds(), TimeUnit.SECONDS);
        until(begun::isCompletedExceptionally);
        return begun;
    }

    public static void untilSomebodyWaitsForUs() {
        until(() -> false);
    }

    private static void until(BooleanSupplier theyFailed) {
        var us = jdbi().withHandle(db ->
                db.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one());
        await().atMost(SOON).until(() -> theyFailed.getAsBoolean() || somebodyWaitsFor(us));
    }

    /** Asked on another connection, as Awaitility asks on another thread. */
    private static boolean somebodyWaitsFor(int process) {
        return jdbi().withHandle(db -> db.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE :process = ANY(pg_blocking_pids(pid)))")
                .bind("process", process)
                .mapTo(Boolean.class)
                .one());
    }

    private static Jdbi jdbi() {
        return Given.jdbi();
    }
}
