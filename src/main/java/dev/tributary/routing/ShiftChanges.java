package dev.tributary.routing;

import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.routing.ShiftService.ShiftsPlanned;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes when the next shift begins or ends. A slow sweep looks again, for shifts that were planned on another server and
 * for what was missed while nobody was running.
 */
@ApplicationScoped
class ShiftChanges {

    private final ShiftService shifts;
    private final ShiftRows rows;
    private final Clock clock;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(it -> new Thread(it, "shifts"));
    private @Nullable Future<?> alarm;

    ShiftChanges(ShiftService shifts, ShiftRows rows, Clock clock) {
        this.shifts = shifts;
        this.rows = rows;
        this.clock = clock;
    }

    void onShiftsPlanned(@Observes(during = TransactionPhase.AFTER_SUCCESS) ShiftsPlanned event) {
        wakeAt(clock.instant());
    }

    @Scheduled(
            every = "60s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void look() {
        var changed = shifts.begin();
        if (!changed.isEmpty()) {
            Log.infof("Shifts of %d agents began or ended", changed.size());
        }
        rows.next().ifPresent(this::wakeAt);
    }

    private synchronized void wakeAt(Instant time) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        // Clocks tick in milliseconds: one later than the boundary is surely not before it.
        var delay = Math.max(0, Duration.between(clock.instant(), time).toMillis() + 1);
        try {
            alarm = worker.schedule(this::lookSafely, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Log.debug("No shifts begin any more: shutting down", e);
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            // The sweep looks again.
            Log.error("Could not see which shifts began or ended", e);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
