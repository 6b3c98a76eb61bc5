package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Changes how much work an agent takes. */
@ApplicationScoped
public class DutyService {

    /**
     * Who says that they are there is believed until a browser of theirs is seen and goes; who has one there is known by it.
     * Another's word for them only leaves things as they are.
     */
    private static final String TURN = """
            WITH seen AS MATERIALIZED (
                SELECT EXISTS (
                    SELECT 1 FROM agent_connection WHERE agent_id = :agent AND seen_at > :seenAfter) AS lately
            )
            UPDATE agent_load l SET duty = :duty, duty_since = CASE l.duty WHEN :duty THEN l.duty_since ELSE :now END,
                said_at = CASE WHEN :duty = 'OFF' OR s.lately THEN NULL WHEN :themselves THEN :now
                    WHEN l.duty <> 'OFF' AND l.connected THEN l.said_at END,
                connected = s.lately OR (:duty <> 'OFF' AND (:themselves
                    OR (l.duty <> 'OFF' AND l.connected AND l.said_at IS NOT NULL)))
            FROM seen s
            WHERE l.agent_id = :agent AND (l.duty <> :duty OR (:themselves AND :duty <> 'OFF' AND NOT l.connected))
            """;

    private final Jdbi jdbi;
    private final DutyHistory history;
    private final Event<DutyChanged> changed;
    private final RoutingConfig config;
    private final Clock clock;

    DutyService(Jdbi jdbi, DutyHistory history, Event<DutyChanged> changed, RoutingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.history = history;
        this.changed = changed;
        this.config = config;
        this.clock = clock;
    }

    /**
     * At the agent's own word, which holds until the next of their shifts begins or ends if they follow them. What they
     * have is not touched here.
     */
    @Transactional
    public void turn(AgentId agent, Duty duty) {
        turn(agent, duty, true);
    }

    /** At a supervisor's word: the same, but it says nothing about whether the agent is there. */
    @Transactional
    public void turnFor(AgentId agent, Duty duty) {
        turn(agent, duty, false);
    }

    private void turn(AgentId agent, Duty duty, boolean themselves) {
        var now = clock.instant();
        tellIfAny(
                agent,
                jdbi.withHandle(db -> db.createUpdate(TURN)
                        .bind("duty", duty)
                        .bind("now", now)
                        .bind("themselves", themselves)
                        .bind("seenAfter", now.minus(config.grace()))
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
        if (rows > 0) {
            history.changed(List.of(agent.value()));
            changed.fire(new DutyChanged(agent));
        }
    }
}
