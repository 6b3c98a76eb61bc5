package dev.tributary.routing;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps how agents were, and tells their colleagues how they are. Called in the transaction that changed {@code agent_load}.
 */
@ApplicationScoped
class DutyHistory {

    private final Jdbi jdbi;
    private final ChangeLog changes;
    private final RoutingConfig config;
    private final Clock clock;

    DutyHistory(Jdbi jdbi, ChangeLog changes, RoutingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    /** Duty, connection or capacity of these agents have just changed. */
    void changed(Collection<UUID> agents) {
        if (agents.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO duty_history (agent_id, at, duty, connected, capacity)
                        SELECT agent_id, :now, duty, connected, capacity FROM agent_load WHERE agent_id = ANY(:agents)
                        """)
                .bind("now", clock.instant())
                .bind("agents", SqlArray.of(UUID.class, agents))
                .execute());
        tell(agents);
    }

    /** Something else that is shown of them has just changed. */
    void tell(Collection<UUID> agents) {
        if (agents.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT s.id, a.id FROM agent a CROSS JOIN store s
                        WHERE a.id = ANY(:agents) AND (a.role = 'ADMIN' OR EXISTS (
                            SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = s.id))
                        """)
                .bind("agents", SqlArray.of(UUID.class, agents))
                .map((row, context) -> {
                    changes.record(row.getObject(1, UUID.class), DutyView.CHANGED, row.getObject(2, UUID.class));
                    return row.getObject(2, UUID.class);
                })
                .list());
    }

    @Scheduled(every = "1h", delayed = "7m", skipExecutionIf = WhileNotServing.class)
    void forget() {
        forgetBefore(clock.instant().minus(config.decisionsKept()));
    }

    /** The last row of before stays: it says how the agent was when what is kept begins. */
    int forgetBefore(Instant time) {
        return jdbi.withHandle(db -> db.createUpdate("""
                        DELETE FROM duty_history h WHERE h.at < :time AND EXISTS (
                            SELECT 1 FROM duty_history n WHERE n.agent_id = h.agent_id AND n.at > h.at AND n.at <= :time)
                        """).bind("time", time).execute());
    }
}
