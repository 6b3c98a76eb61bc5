package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.routing.AccountLimits.Slot;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Decision;
import dev.tributary.routing.planning.Weights;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes a plan true, as far as it may be: in one statement that trusts it in nothing.
 *
 * <p>It locks conversations first and slots second; the other way round a slot leaks when somebody else took the
 * conversation. A conversation that somebody is changing right now is left alone, so that a person's word always wins;
 * slots are waited for, in the order of agents' ids. What is locked is read as it is then, not as it was when the plan was
 * made, so no capacity or limit is exceeded and nothing is given twice, on however many nodes this runs.
 */
@ApplicationScoped
class Claim {

    private static final String CLAIM = """
            WITH proposal AS MATERIALIZED (
                SELECT * FROM unnest(:conversations, :agents) WITH ORDINALITY AS p (conversation, agent, place)
            ), waiting AS MATERIALIZED (
                SELECT c.id, c.account_id, c.surface FROM conversation c JOIN proposal p ON p.conversation = c.id
                WHERE c.store_id = :store AND c.status = 'OPEN' AND c.assignee_id IS NULL
                ORDER BY c.id FOR NO KEY UPDATE OF c SKIP LOCKED
            ), team AS MATERIALIZED (
                SELECT l.agent_id, l.capacity * :hundredths
                    - l.open_dms * :dm - l.open_comments * :comment - l.open_shop_chats * :shop_chat AS room
                FROM agent_load l JOIN agent a ON a.id = l.agent_id
                WHERE l.agent_id IN (SELECT p.agent FROM proposal p JOIN waiting w ON w.id = p.conversation)
                  AND l.duty = 'ON' AND l.connected AND a.disabled_at IS NULL
                  AND (a.role = 'ADMIN' OR EXISTS (
                      SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store))
                ORDER BY l.agent_id FOR NO KEY UPDATE OF l
            ), account_room AS MATERIALIZED (
                SELECT x.agent_id, x.account_id, x.most - x.open_count AS room FROM agent_account_limit x
                WHERE x.agent_id IN (SELECT agent_id FROM team)
                ORDER BY x.agent_id, x.account_id FOR NO KEY UPDATE
            ), weighed AS (
                SELECT w.id, w.account_id, w.surface, t.agent_id, t.room, r.room AS account_room,
                    sum(CASE w.surface WHEN 'DM' THEN :dm WHEN 'COMMENT' THEN :comment ELSE :shop_chat END)
                        OVER (PARTITION BY t.agent_id ORDER BY p.place) AS up_to,
                    count(*) OVER (PARTITION BY t.agent_id, w.account_id ORDER BY p.place) AS of_account
                FROM proposal p JOIN waiting w ON w.id = p.conversation JOIN team t ON t.agent_id = p.agent
                LEFT JOIN account_room r ON r.agent_id = t.agent_id AND r.account_id = w.account_id
            ), given AS MATERIALIZED (
                SELECT * FROM weighed WHERE up_to <= room AND (account_room IS NULL OR of_account <= account_room)
            ), filled AS (
                UPDATE agent_load l SET open_dms = l.open_dms + g.dms, open_comments = l.open_comments + g.comments,
                    open_shop_chats = l.open_shop_chats + g.shop_chats, last_assigned_at = :now
                FROM (
                    SELECT agent_id, count(*) FILTER (WHERE surface = 'DM') AS dms,
                        count(*) FILTER (WHERE surface = 'COMMENT') AS comments,
                        count(*) FILTER (WHERE surface = 'SHOP_CHAT') AS shop_chats
                    FROM given GROUP BY agent_id) g
                WHERE l.agent_id = g.agent_id
            )
            UPDATE conversation c SET assignee_id = g.agent_id, assigned_at = :now, assigned_by_person = false,
                version = c.version + 1
            FROM given g WHERE c.id = g.id
            RETURNING c.id, c.assignee_id
            """;

    private final Jdbi jdbi;

    private final AccountLimits limits;

    Claim(Jdbi jdbi, AccountLimits limits) {
        this.jdbi = jdbi;
        this.limits = limits;
    }

    /**
     * Needs a transaction, which then holds what it took.
     *
     * @param proposals in the order in which they are served
     * @return which of them came true
     */
    Map<ConversationId, AgentId> take(StoreId store, List<Decision> proposals, Weights weights, Instant now) {
        if (proposals.isEmpty()) {
            return Map.of();
        }
        Map<ConversationId, AgentId> given = jdbi.withHandle(db -> db.createQuery(CLAIM)
                .bind("store", store.value())
                .bind(
                        "conversations",
                        SqlArray.of(
                                UUID.class,
                                proposals.stream()
                                        .map(it -> it.conversation().id().value())
                                        .toList()))
                .bind(
                        "agents",
                        SqlArray.of(
                                UUID.class,
                                proposals.stream()
                                        .map(it -> Objects.requireNonNull(it.agent())
                                                .value())
                                        .toList()))
                .bind("hundredths", Candidate.HUNDREDTHS)
                .bind("dm", weights.of(Surface.DM))
                .bind("comment", weights.of(Surface.COMMENT))
                .bind("shop_chat", weights.of(Surface.SHOP_CHAT))
                .bind("now", now)
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(
                            new ConversationId(row.getColumn("id", UUID.class)),
                            new AgentId(row.getColumn("assignee_id", UUID.class)));
                    return all;
                }));
        // In a statement of its own: a limit that somebody made while the claim waited is counted too.
        limits.moved(proposals.stream()
                .map(Decision::conversation)
                .filter(it -> given.containsKey(it.id()))
                .collect(toMap(
                        it -> new Slot(Objects.requireNonNull(given.get(it.id())), it.account()),
                        it -> 1,
                        Integer::sum)));
        return given;
    }
}
