package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Changes how much work an agent takes. */
@ApplicationScoped
public class DutyService {

    private final Jdbi jdbi;
    private final ChangeLog changes;
    private final Event<DutyChanged> changed;
    private final Clock clock;

    DutyService(Jdbi jdbi, ChangeLog changes, Event<DutyChanged> changed, Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.changed = changed;
        this.clock = clock;
    }

    /** What somebody has stays with them when they go off duty: only new work stops. */
    @Transactional
    public void turn(AgentId agent, Duty duty) {
        tellIfAny(
                agent,
                jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE agent_load SET duty = :duty, duty_since = :now WHERE agent_id = :agent AND duty <> :duty
                        """)
                        .bind("duty", duty)
                        .bind("now", clock.instant())
                        .bind("agent", agent.value())
                        .execute()));
    }

    /** What is above a lower capacity stays; nothing is added until there is room. */
    @Transactional
    public void setCapacity(AgentId agent, int capacity) {
        tellIfAny(
                agent,
                jdbi.withHandle(db -> db.createUpdate(
                                "UPDATE agent_load SET capacity = :capacity WHERE agent_id = :agent AND capacity <> :capacity")
                        .bind("capacity", capacity)
                        .bind("agent", agent.value())
                        .execute()));
    }

    private void tellIfAny(AgentId agent, int rows) {
        if (rows == 0) {
            return;
        }
        jdbi.withHandle(db -> db.createQuery("""
                                SELECT s.id FROM store s JOIN agent a ON a.id = :agent
                                WHERE a.role = 'ADMIN' OR EXISTS (
                                    SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = s.id)
                                """)
                        .bind("agent", agent.value())
                        .mapTo(UUID.class)
                        .list())
                .forEach(store -> changes.record(store, DutyView.CHANGED, agent.value()));
        changed.fire(new DutyChanged(agent));
    }
}
