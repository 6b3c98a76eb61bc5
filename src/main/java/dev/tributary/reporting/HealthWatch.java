package dev.tributary.reporting;

import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.AccountAlerts;
import dev.tributary.store.AlertsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Holds the facts against the alerts, again and again: one server at a time, whichever comes first. */
@ApplicationScoped
class HealthWatch {

    private final Jdbi jdbi;
    private final TrafficFacts traffic;
    private final AccountAlerts alerts;
    private final AlertsConfig config;
    private final Clock clock;

    HealthWatch(Jdbi jdbi, TrafficFacts traffic, AccountAlerts alerts, AlertsConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.traffic = traffic;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${tributary.alerts.every:30s}",
            delayed = "10s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void watch() {
        if (config.enabled()) {
            look();
        }
    }

    /** Now, unless another server is at it. */
    void look() {
        QuarkusTransaction.requiringNew().run(() -> {
            if (alone()) {
                alerts.settle(traffic.all());
                checked();
            }
        });
    }

    /** Until the end of the transaction. */
    private boolean alone() {
        return jdbi.withHandle(db -> db.createQuery("SELECT pg_try_advisory_xact_lock(hashtext('tributary.health'))")
                .mapTo(Boolean.class)
                .one());
    }

    private void checked() {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO health_check (checked_at) VALUES (:now)
                        ON CONFLICT (one) DO UPDATE SET checked_at = excluded.checked_at
                        """).bind("now", clock.instant()).execute());
    }
}
