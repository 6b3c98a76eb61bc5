package dev.tributary.routing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.conversation.OpenWorkChanged;
import dev.tributary.conversation.OpenWorkChanged.Move;
import dev.tributary.identity.AgentCreated;
import dev.tributary.identity.AgentDisabled;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.routing.AccountLimits.Slot;
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
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Counts every agent's open conversations, in the transactions that change them.
 *
 * <p>Rows are locked after conversations and in the order of agents' ids, here and in {@link Assignments}, so that
 * nobody waits in a circle.
 */
@ApplicationScoped
class OpenWork {

    private static final String OPEN_OF_AGENT = """
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE c.surface = 'DM') AS dms,
                    count(*) FILTER (WHERE c.surface = 'COMMENT') AS comments,
                    count(*) FILTER (WHERE c.surface = 'SHOP_CHAT') AS shop_chats
                FROM conversation c WHERE c.assignee_id = a.id AND c.status = 'OPEN') n
            """;

    private static final String INSERT = """
            INSERT INTO agent_load (agent_id, duty, duty_since, capacity, open_dms, open_comments, open_shop_chats)
            SELECT a.id, 'OFF', :now, :capacity, n.dms, n.comments, n.shop_chats FROM agent a
            """ + OPEN_OF_AGENT;

    private final Jdbi jdbi;
    private final RoutingConfig config;
    private final AccountLimits limits;
    private final DutyService duties;
    private final ChangeLog changes;
    private final Clock clock;
    private final Counter repaired;

    OpenWork(
            Jdbi jdbi,
            RoutingConfig config,
            AccountLimits limits,
            DutyService duties,
            ChangeLog changes,
            Clock clock,
            MeterRegistry meters) {
        this.jdbi = jdbi;
        this.config = config;
        this.limits = limits;
        this.duties = duties;
        this.changes = changes;
        this.clock = clock;
        this.repaired = meters.counter("tributary.routing.counts.repaired");
    }

    /** Agents who were there before routing was. */
    void onStart(@Observes StartupEvent event) {
        // Weights out of bounds end the start here.
        Log.debugf("Conversations weigh %s", config.weights());
        jdbi.useHandle(db -> db.createUpdate(INSERT + "WHERE true ON CONFLICT (agent_id) DO NOTHING")
                .bind("now", clock.instant())
                .bind("capacity", config.capacity())
                .execute());
    }

    void onAgentCreated(@Observes AgentCreated event) {
        add(event.agent().value());
    }

    void onAgentDisabled(@Observes AgentDisabled event) {
        duties.turn(event.agent(), Duty.OFF);
    }

    void onOpenWorkChanged(@Observes OpenWorkChanged event) {
        event.moves()
                .forEach(it -> changes.record(
                        it.store().value(), DutyView.CHANGED, it.agent().value()));
        var agents = count(event.moves());
        var uncounted = event.moves().stream()
                .filter(it -> !agents.contains(it.agent().value()))
                .toList();
        if (!uncounted.isEmpty()) {
            var missing = uncounted.stream().map(it -> it.agent().value()).collect(toUnmodifiableSet());
            Log.warnf("Agents %s had work but no load row; they have one now", missing);
            missing.stream().sorted(Comparator.comparing(UUID::toString)).forEach(it -> {
                // The conversations have changed already, so a new row begins with the right count.
                if (add(it)) {
                    limits.repair(new AgentId(it));
                } else {
                    count(uncounted.stream()
                            .filter(move -> move.agent().value().equals(it))
                            .toList());
                }
            });
        }
    }

    /** @return the agents who have a row */
    private Set<UUID> count(List<Move> moves) {
        var counted = hold(moves);
        limits.moved(moves.stream()
                .filter(it -> counted.contains(it.agent().value()))
                .collect(groupingBy(it -> new Slot(it.agent(), it.account()), summingInt(Move::delta))));
        return counted;
    }

    private Set<UUID> hold(List<Move> moves) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH move AS (
                            SELECT agent, sum(delta) FILTER (WHERE surface = 'DM') AS dms,
                                sum(delta) FILTER (WHERE surface = 'COMMENT') AS comments,
                                sum(delta) FILTER (WHERE surface = 'SHOP_CHAT') AS shop_chats
                            FROM unnest(:agents, :surfaces, :deltas) AS m (agent, surface, delta) GROUP BY agent
                        ), held AS MATERIALIZED (
                            SELECT l.agent_id, m.* FROM agent_load l JOIN move m ON m.agent = l.agent_id
                            ORDER BY l.agent_id FOR NO KEY UPDATE OF l
                        )
                        UPDATE agent_load l SET open_dms = l.open_dms + coalesce(h.dms, 0),
                            open_comments = l.open_comments + coalesce(h.comments, 0),
                            open_shop_chats = l.open_shop_chats + coalesce(h.shop_chats, 0)
                        FROM held h WHERE l.agent_id = h.agent_id
                        RETURNING l.agent_id
                        """)
                .bind(
                        "agents",
                        SqlArray.of(
                                UUID.class,
                                moves.stream().map(it -> it.agent().value()).toList()))
                .bind(
                        "surfaces",
                        SqlArray.of(
                                String.class,
                                moves.stream().map(it -> it.surface().name()).toList()))
                .bind(
                        "deltas",
                        SqlArray.of(
                                Integer.class, moves.stream().map(Move::delta).toList()))
                .mapTo(UUID.class)
                .set());
    }

    /** @return false if there was a row already, which is left as it is */
    private boolean add(UUID agent) {
        return jdbi.withHandle(db -> db.createUpdate(INSERT + "WHERE a.id = :agent ON CONFLICT (agent_id) DO NOTHING")
                        .bind("now", clock.instant())
                        .bind("capacity", config.capacity())
                        .bind("agent", agent)
                        .execute())
                > 0;
    }

    @Scheduled(every = "1h", delayed = "5m", skipExecutionIf = WhileNotServing.class)
    void recountNowAndThen() {
        recount();
    }

    /**
     * Compares every count with the conversations and repairs what differs, which never happens unless there is a bug.
     *
     * @return whose count was wrong, and by how much in all
     */
    Map<AgentId, Integer> recount() {
        var suspects = jdbi.withHandle(db -> db.createQuery(
                        "SELECT a.id FROM agent a JOIN agent_load l ON l.agent_id = a.id "
                                + OPEN_OF_AGENT
                                + "WHERE (l.open_dms, l.open_comments, l.open_shop_chats) <> (n.dms, n.comments, n.shop_chats)")
                .mapTo(UUID.class)
                .list());
        var wrong = new HashMap<AgentId, Integer>();
        for (var agent : suspects) {
            var error = QuarkusTransaction.requiringNew().call(() -> repair(agent));
            if (error != null) {
                Log.errorf("Agent %s was counted with %+d open conversations; repaired", agent, error);
                repaired.increment();
                wrong.put(new AgentId(agent), error);
            }
        }
        limits.suspects().forEach(agent -> {
            var mended = QuarkusTransaction.requiringNew().call(() -> {
                limits.lock(agent);
                return limits.repair(agent);
            });
            if (mended > 0) {
                Log.errorf("%d limits of agent %s for accounts were counted wrongly; repaired", mended, agent);
                repaired.increment();
                wrong.putIfAbsent(agent, 0);
            }
        });
        return wrong;
    }

    /**
     * Counting begins when the row is held: everybody who changes a conversation counts before they commit.
     *
     * @return by how much it was wrong in all; null if it was right
     */
    private @Nullable Integer repair(UUID agent) {
        return jdbi.withHandle(db -> {
            var counted = db.createQuery("SELECT open_count FROM agent_load WHERE agent_id = :agent FOR NO KEY UPDATE")
                    .bind("agent", agent)
                    .mapTo(Integer.class)
                    .one();
            return db.createQuery("""
                            UPDATE agent_load l SET open_dms = n.dms, open_comments = n.comments,
                                open_shop_chats = n.shop_chats
                            FROM agent a
                            """ + OPEN_OF_AGENT + """
                            WHERE a.id = :agent AND l.agent_id = a.id
                              AND (l.open_dms, l.open_comments, l.open_shop_chats) <> (n.dms, n.comments, n.shop_chats)
                            RETURNING l.open_count
                            """)
                    .bind("agent", agent)
                    .mapTo(Integer.class)
                    .findOne()
                    .map(truth -> counted - truth)
                    .orElse(null);
        });
    }
}
