package dev.tributary.platform.time;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets schedules rest until everything has started, and from when it begins to stop. The scheduler runs for longer than
 * that: work that it began during a start that failed would fail too, and bury the reason under its own.
 */
@Singleton
public class WhileNotServing implements Scheduled.SkipPredicate {

    private volatile boolean serving;

    /** The last to hear of the start, so that nobody can fail after it. */
    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        serving = true;
    }

    void stopping(@Observes @Priority(Integer.MIN_VALUE) ShutdownEvent event) {
        serving = false;
    }

    boolean serving() {
        return serving;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !serving;
    }
}
