package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.identity.AgentId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The claim: waiting conversations are given to agents who have room, a few in one short transaction.
 *
 * <p>Conversations are locked first and slots second; the other way round a slot leaks when somebody else took the
 * conversation. A conversation that somebody is changing right now is left alone, so that a person's word always wins;
 * slots are waited for, in the order of agents' ids. Under both locks nothing can change any more, so the cap holds
 * and nothing is given twice, on however many nodes this runs.
 */
@ApplicationScoped
class Assignments {

    /** So few that colleagues do not notice the slots being held, so many that a long queue empties quickly. */
    private static final int BATCH = 25;

    private static final String WAITING = """
            SELECT id, last_assignee_id FROM conversation
            WHERE store_id = ANY(:stores) AND status = 'OPEN' AND assignee_id IS NULL
            ORDER BY last_inbound_at, id LIMIT :limit
            FOR NO KEY UPDATE SKIP LOCKED
            """;

    private final Jdbi jdbi;
    private final ConversationService conversations;
    private final Clock clock;

    Assignments(Jdbi jdbi, ConversationService conversations, Clock clock) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.clock = clock;
    }

    /**
     * What became of one attempt.
     *
     * @param room whether somebody could take more
     */
    record Outcome(int assigned, boolean room) {

        /** There may be more that can be given away at once. */
        boolean more() {
            return assigned == BATCH && room;
        }
    }

    /** Gives away the conversations of the store that have waited longest. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Outcome assignWaiting(StoreId store) {
        return jdbi.withHandle(db -> {
            var waiting = lockWaiting(db, List.of(store.value()), BATCH);
            if (waiting.isEmpty()) {
                // Somebody may hold what waits; whether there is room for it is asked then.
                return new Outcome(0, true);
            }
            var slots = lockSlots(db, store);
            Map<UUID, UUID> given = new LinkedHashMap<>();
            for (var it : waiting) {
                slots.take(it.previous()).ifPresent(agent -> given.put(it.id(), agent));
            }
            if (!given.isEmpty()) {
                write(db, given);
                given.forEach((conversation, agent) ->
                        conversations.assignedByRouting(new ConversationId(conversation), store, new AgentId(agent)));
            }
            return new Outcome(given.size(), !slots.isEmpty());
        });
    }

    /**
     * Takes what has waited longest, at an agent's own wish: neither duty nor capacity stands against it, since they
     * only limit what is pushed upon somebody.
     */
    @Transactional
    Optional<ConversationId> takeNext(AgentId agent, Set<StoreId> stores) {
        var ids = stores.stream().map(StoreId::value).toList();
        var next = jdbi.withHandle(db -> lockWaiting(db, ids, 1)).stream()
                .findFirst()
                .map(it -> new ConversationId(it.id()));
        next.ifPresent(it -> conversations.assign(it, Optional.of(agent), agent));
        return next;
    }

    private static List<Waiting> lockWaiting(Handle db, List<UUID> stores, int limit) {
        return db.createQuery(WAITING)
                .bindArray("stores", UUID.class, stores)
                .bind("limit", limit)
                .map((row, context) ->
                        new Waiting(row.getObject("id", UUID.class), row.getObject("last_assignee_id", UUID.class)))
                .list();
    }

    private static Slots lockSlots(Handle db, StoreId store) {
        return new Slots(db.createQuery("""
                        SELECT l.agent_id, l.open_count, l.capacity, l.last_assigned_at
                        FROM agent_load l JOIN agent a ON a.id = l.agent_id
                        WHERE l.duty = 'ON' AND l.open_count < l.capacity AND a.disabled_at IS NULL
                          AND (a.role = 'ADMIN' OR EXISTS (
                              SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store))
                        ORDER BY l.agent_id FOR NO KEY UPDATE OF l
                        """)
                .bind("store", store.value())
                .map((row, context) -> {
                    Timestamp last = row.getTimestamp("last_assigned_at");
                    return new Slots.Agent(
                            row.getObject("agent_id", UUID.class),
                            row.getInt("open_count"),
                            row.getInt("capacity"),
                            last == null ? null : last.toInstant());
                })
                .list());
    }

    private void write(Handle db, Map<UUID, UUID> given) {
        db.createUpdate("""
                        WITH given AS (SELECT * FROM unnest(:conversations, :agents) AS g (conversation, agent)),
                        slots AS (
                            UPDATE agent_load l SET open_count = l.open_count + g.n, last_assigned_at = :now
                            FROM (SELECT agent, count(*)::int AS n FROM given GROUP BY agent) g
                            WHERE l.agent_id = g.agent
                        )
                        UPDATE conversation c SET assignee_id = g.agent, version = c.version + 1
                        FROM given g WHERE c.id = g.conversation
                        """)
                .bindArray("conversations", UUID.class, List.copyOf(given.keySet()))
                .bindArray("agents", UUID.class, List.copyOf(given.values()))
                .bind("now", clock.instant())
                .execute();
    }

    private record Waiting(UUID id, @Nullable UUID previous) {}
}
