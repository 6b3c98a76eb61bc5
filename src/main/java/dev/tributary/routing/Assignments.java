package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The claim: waiting conversations are given to agents who have room, in one statement.
 *
 * <p>It locks conversations first and slots second; the other way round a slot leaks when somebody else took the
 * conversation. A conversation that somebody is changing right now is left alone, so that a person's word always wins;
 * slots are waited for, in the order of agents' ids. What is locked is read as it is then, not as it was when the
 * statement began, so the cap holds and nothing is given twice, on however many nodes this runs.
 */
@ApplicationScoped
class Assignments {

    /** So few that colleagues do not notice the slots being held, so many that a long queue empties quickly. */
    static final int BATCH = 50;

    /**
     * Served is who has waited longest, no more than there is room for. Of those, whoever is known to an agent with
     * room goes there; the others take what room is left, slot by slot: the slot of whoever has least comes first,
     * among equals that of whoever got nothing just now, then of whoever has waited longest for something new.
     */
    private static final String CLAIM = """
            WITH waiting AS MATERIALIZED (
                SELECT id, last_assignee_id, last_inbound_at FROM conversation
                WHERE store_id = :store AND status = 'OPEN' AND assignee_id IS NULL
                ORDER BY last_inbound_at, id LIMIT :batch
                FOR NO KEY UPDATE SKIP LOCKED
            ), team AS MATERIALIZED (
                SELECT l.agent_id, l.open_count, l.capacity, l.last_assigned_at
                FROM agent_load l JOIN agent a ON a.id = l.agent_id
                WHERE (SELECT count(*) FROM waiting) > 0
                  AND l.duty = 'ON' AND l.open_count < l.capacity AND a.disabled_at IS NULL
                  AND (a.role = 'ADMIN' OR EXISTS (
                      SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store))
                ORDER BY l.agent_id FOR NO KEY UPDATE OF l
            ), served AS (
                SELECT id, place, last_assignee_id,
                    row_number() OVER (PARTITION BY last_assignee_id ORDER BY place) AS nth_of_agent
                FROM (SELECT *, row_number() OVER (ORDER BY last_inbound_at, id) AS place FROM waiting) w
                WHERE place <= (SELECT sum(capacity - open_count) FROM team)
            ), known AS (
                SELECT s.id, t.agent_id FROM served s JOIN team t ON t.agent_id = s.last_assignee_id
                WHERE s.nth_of_agent <= t.capacity - t.open_count
            ), other AS (
                SELECT id, row_number() OVER (ORDER BY place) AS place FROM served
                WHERE id NOT IN (SELECT id FROM known)
            ), slot AS (
                SELECT t.agent_id, row_number() OVER (
                    ORDER BY level, t.open_count DESC, t.last_assigned_at NULLS FIRST, t.agent_id) AS place
                FROM team t
                CROSS JOIN LATERAL (
                    SELECT t.open_count + count(*) AS taken FROM known k WHERE k.agent_id = t.agent_id) n
                CROSS JOIN LATERAL generate_series(n.taken, least(t.capacity, n.taken + :batch) - 1) AS level
            ), given AS (
                SELECT id, agent_id FROM known
                UNION ALL SELECT o.id, s.agent_id FROM other o JOIN slot s ON s.place = o.place
            ), filled AS (
                UPDATE agent_load l SET open_count = l.open_count + g.n, last_assigned_at = :now
                FROM (SELECT agent_id, count(*)::int AS n FROM given GROUP BY agent_id) g
                WHERE l.agent_id = g.agent_id AND l.open_count + g.n <= l.capacity
                RETURNING l.agent_id
            )
            UPDATE conversation c SET assignee_id = g.agent_id, version = c.version + 1
            FROM given g JOIN filled f ON f.agent_id = g.agent_id
            WHERE c.id = g.id
            RETURNING c.id, c.assignee_id
            """;

    private static final String NEXT = """
            SELECT id FROM conversation WHERE store_id = ANY(:stores) AND status = 'OPEN' AND assignee_id IS NULL
            ORDER BY last_inbound_at, id LIMIT 1
            FOR NO KEY UPDATE SKIP LOCKED
            """;

    private final Jdbi jdbi;
    private final ConversationService conversations;
    private final ChangeLog changes;
    private final Clock clock;

    Assignments(Jdbi jdbi, ConversationService conversations, ChangeLog changes, Clock clock) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Gives away the conversations of the store that have waited longest.
     *
     * @return how many; after {@link #BATCH} there may be more
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int assignWaiting(StoreId store) {
        Map<ConversationId, AgentId> given = jdbi.withHandle(db -> db.createQuery(CLAIM)
                .bind("store", store.value())
                .bind("batch", BATCH)
                .bind("now", clock.instant())
                .reduceRows(new LinkedHashMap<>(), (all, row) -> {
                    all.put(
                            new ConversationId(row.getColumn("id", UUID.class)),
                            new AgentId(row.getColumn("assignee_id", UUID.class)));
                    return all;
                }));
        if (!given.isEmpty()) {
            conversations.assignedByRouting(store, given);
            new HashSet<>(given.values()).forEach(it -> changes.record(store.value(), DutyView.CHANGED, it.value()));
        }
        return given.size();
    }

    /**
     * Takes what has waited longest, at an agent's own wish: neither duty nor capacity stands against it, since they
     * only limit what is pushed upon somebody.
     */
    @Transactional
    Optional<ConversationId> takeNext(AgentId agent, Set<StoreId> stores) {
        var next = jdbi.withHandle(db -> db.createQuery(NEXT)
                .bindArray(
                        "stores",
                        UUID.class,
                        stores.stream().map(StoreId::value).toList())
                .mapTo(UUID.class)
                .findOne()
                .map(ConversationId::new));
        next.ifPresent(it -> conversations.assign(it, Optional.of(agent), agent));
        return next;
    }
}
