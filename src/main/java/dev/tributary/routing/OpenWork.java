package dev.tributary.routing;

import dev.tributary.conversation.OpenWorkChanged;
import dev.tributary.identity.AgentCreated;
import dev.tributary.identity.AgentDisabled;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.time.WhileNotServing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts every agent's open conversations, in the transactions that change them.
 *
 * <p>Rows are locked after conversations and in the order of agents' ids, here and in {@link Assignments}, so that
 * nobody waits in a circle.
 */
@ApplicationScoped
class OpenWork {

    private static final String OPEN_OF_AGENT =
            "(SELECT count(*) FROM conversation c WHERE c.assignee_id = a.id AND c.status = 'OPEN')";

    private final Jdbi jdbi;
    private final RoutingConfig config;
    private final DutyService duties;
    private final ChangeLog changes;
    private final Clock clock;
    private final Counter repaired;

    OpenWork(
            Jdbi jdbi, RoutingConfig config, DutyService duties, ChangeLog changes, Clock clock, MeterRegistry meters) {
        this.jdbi = jdbi;
        this.config = config;
        this.duties = duties;
        this.changes = changes;
        this.clock = clock;
        this.repaired = meters.counter("tributary.routing.counts.repaired");
    }

    /** Agents who were there before routing was. */
    void onStart(@Observes StartupEvent event) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO agent_load (agent_id, duty, duty_since, capacity, open_count)
                        SELECT a.id, 'OFF', :now, :capacity, %s FROM agent a
                        ON CONFLICT (agent_id) DO NOTHING
                        """.formatted(OPEN_OF_AGENT))
                .bind("now", clock.instant())
                .bind("capacity", config.capacity())
                .execute());
    }

    void onAgentCreated(@Observes AgentCreated event) {
        add(Map.of(event.agent().value(), 0));
    }

    void onAgentDisabled(@Observes AgentDisabled event) {
        duties.turn(event.agent(), Duty.OFF);
    }

    void onOpenWorkChanged(@Observes OpenWorkChanged event) {
        var deltas = new HashMap<UUID, Integer>();
        event.moves().forEach(it -> {
            deltas.merge(it.agent().value(), it.delta(), Integer::sum);
            changes.record(it.store().value(), DutyView.CHANGED, it.agent().value());
        });
        deltas.values().removeIf(it -> it == 0);
        if (deltas.isEmpty()) {
            return;
        }
        var agents = List.copyOf(deltas.keySet());
        var counted = jdbi.withHandle(db -> db.createQuery("""
                        WITH delta AS MATERIALIZED (
                            SELECT l.agent_id, d.delta
                            FROM agent_load l JOIN unnest(:agents, :deltas) AS d (agent, delta) ON d.agent = l.agent_id
                            ORDER BY l.agent_id FOR NO KEY UPDATE OF l
                        )
                        UPDATE agent_load l SET open_count = l.open_count + delta.delta
                        FROM delta WHERE l.agent_id = delta.agent_id
                        RETURNING l.agent_id
                        """)
                .bindArray("agents", UUID.class, agents)
                .bindArray(
                        "deltas",
                        Integer.class,
                        agents.stream().map(deltas::get).toList())
                .mapTo(UUID.class)
                .list());
        counted.forEach(deltas::remove);
        if (!deltas.isEmpty()) {
            Log.warnf("Agents %s had work but no load row; they have one now", deltas.keySet());
            add(deltas);
        }
    }

    /** The conversations have changed already, so a new row begins with the right count; one that came first is moved. */
    private void add(Map<UUID, Integer> deltas) {
        deltas.keySet().stream()
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(agent -> jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO agent_load AS l (agent_id, duty, duty_since, capacity, open_count)
                        SELECT a.id, 'OFF', :now, :capacity, %s FROM agent a WHERE a.id = :agent
                        ON CONFLICT (agent_id) DO UPDATE SET open_count = l.open_count + :delta
                        """.formatted(OPEN_OF_AGENT))
                        .bind("now", clock.instant())
                        .bind("capacity", config.capacity())
                        .bind("agent", agent)
                        .bind("delta", deltas.get(agent))
                        .execute()));
    }

    @Scheduled(every = "1h", delayed = "5m", skipExecutionIf = WhileNotServing.class)
    void recountNowAndThen() {
        recount();
    }

    /**
     * Compares every count with the conversations and repairs what differs, which never happens unless there is a bug.
     *
     * @return whose count was wrong, and by how much
     */
    Map<AgentId, Integer> recount() {
        var suspects = jdbi.withHandle(db -> db.createQuery(
                        "SELECT a.id FROM agent a JOIN agent_load l ON l.agent_id = a.id WHERE l.open_count <> "
                                + OPEN_OF_AGENT)
                .mapTo(UUID.class)
                .list());
        var wrong = new HashMap<AgentId, Integer>();
        for (var agent : suspects) {
            var error = QuarkusTransaction.requiringNew().call(() -> repair(agent));
            if (error != 0) {
                Log.errorf("Agent %s was counted with %+d open conversations; repaired", agent, error);
                repaired.increment();
                wrong.put(new AgentId(agent), error);
            }
        }
        return wrong;
    }

    /** Counting begins when the row is held: everybody who changes a conversation counts before they commit. */
    private int repair(UUID agent) {
        return jdbi.withHandle(db -> {
            var counted = db.createQuery("SELECT open_count FROM agent_load WHERE agent_id = :agent FOR NO KEY UPDATE")
                    .bind("agent", agent)
                    .mapTo(Integer.class)
                    .one();
            var truth = db.createQuery("SELECT " + OPEN_OF_AGENT + " FROM agent a WHERE a.id = :agent")
                    .bind("agent", agent)
                    .mapTo(Integer.class)
                    .one();
            db.createUpdate(
                            "UPDATE agent_load SET open_count = :truth WHERE agent_id = :agent AND open_count <> :truth")
                    .bind("truth", truth)
                    .bind("agent", agent)
                    .execute();
            return counted - truth;
        });
    }
}
