package dev.tributary.realtime;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets changes that no client will ask for: whoever was away longer starts over. */
@ApplicationScoped
class ChangeRetention {

    private static final int BATCH = 5_000;

    private final ChangeRows rows;
    private final RealtimeConfig config;
    private final Clock clock;

    ChangeRetention(ChangeRows rows, RealtimeConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "10m",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void forget() {
        var limit = clock.instant().minus(config.retention());
        while (rows.forgetBefore(limit, BATCH) == BATCH) {
            // there is more
        }
    }
}
