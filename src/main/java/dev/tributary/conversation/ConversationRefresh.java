package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ArrivalRows.Written;
import dev.tributary.conversation.OpenWorkChanged.Move;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a conversation says about itself from the messages in it: last word, window, quota, who it is with.
 *
 * <p>Derived anew for every conversation that was touched, by a few index look-ups each, so that no order of events can
 * leave it wrong. Only the number of inbound messages is counted on, since it may be large.
 */
@ApplicationScoped
class ConversationRefresh {

    private static final RowMapper<Touched> TOUCHED = (row, context) -> new Touched(
            row.getObject("id", UUID.class),
            row.getObject("store_id", UUID.class),
            row.getObject("account_id", UUID.class),
            Surface.valueOf(row.getString("surface")),
            ConversationStatus.valueOf(row.getString("status")),
            row.getObject("assignee_id", UUID.class),
            row.getObject("last_message_id", UUID.class) != null);

    private final Jdbi jdbi;
    private final MessagingRules rules;

    ConversationRefresh(Jdbi jdbi, MessagingRules rules) {
        this.jdbi = jdbi;
        this.rules = rules;
    }

    /**
     * How a conversation stands now.
     *
     * @param visible whether anything has been said in it yet
     */
    record Touched(
            UUID id,
            UUID store,
            UUID account,
            Surface surface,
            ConversationStatus status,
            @Nullable UUID assignee,
            boolean visible) {

        boolean open() {
            return status == ConversationStatus.OPEN;
        }
    }

    /**
     * After arrivals: new words of the customer open the conversation. One of which all was known already stays as it
     * is, and nobody is told of it.
     *
     * @param answered conversations in which a reply of ours was recognised
     */
    List<Touched> after(List<Written> written, Set<UUID> answered, ArrivalBatch batch) {
        Map<UUID, Integer> freshInbound = new HashMap<>();
        written.stream()
                .filter(Written::fresh)
                .map(it -> batch.messages.get(it.id()))
                .forEach(it -> {
                    if (it != null && it.direction() == Direction.INBOUND) {
                        freshInbound.merge(it.conversation(), 1, Integer::sum);
                    }
                });
        Map<UUID, UUID> customers = new HashMap<>();
        batch.conversations.values().stream()
                .filter(it -> it.customer() != null)
                .forEach(it -> customers.put(it.id(), it.customer()));
        var changed = new HashSet<>(answered);
        written.forEach(it -> changed.add(it.conversation()));
        return refresh(changed, freshInbound, customers);
    }

    /** After something of ours changed in them. */
    List<Touched> of(Collection<UUID> conversations) {
        return refresh(conversations, Map.of(), Map.of());
    }

    /**
     * After messages changed direction: counts from the start, and resolves what turned out to hold no word of a
     * customer.
     *
     * @return what those resolved by this mean to agents who had them
     */
    List<Move> recount(Collection<UUID> conversations) {
        var freed = new ArrayList<Move>();
        jdbi.useHandle(db -> db.createQuery("""
                        WITH counted AS (
                            SELECT c.id, c.status AS was, c.assignee_id AS had,
                                (SELECT count(*) FROM message m
                                 WHERE m.conversation_id = c.id AND m.direction = 'INBOUND') AS n
                            FROM conversation c WHERE c.id = ANY(:ids) ORDER BY c.id FOR NO KEY UPDATE OF c
                        )
                        UPDATE conversation c SET inbound_count = n.n, handled_count = least(c.handled_count, n.n),
                            contact_identity_id = CASE WHEN n.n = 0 AND c.surface = 'COMMENT' THEN NULL
                                ELSE c.contact_identity_id END,
                            status = CASE WHEN n.n = 0 THEN 'RESOLVED' ELSE c.status END,
                            snoozed_until = CASE WHEN n.n = 0 THEN NULL ELSE c.snoozed_until END
                        FROM counted n WHERE c.id = n.id
                        RETURNING c.id, c.store_id, c.account_id, c.surface,
                            CASE WHEN n.n = 0 AND n.was = 'OPEN' THEN n.had END AS freed
                        """)
                .bind("ids", SqlArray.of(UUID.class, conversations))
                .map((row, context) -> {
                    var agent = row.getObject("freed", UUID.class);
                    return agent != null
                            && freed.add(new Move(
                                    new StoreId(row.getObject("store_id", UUID.class)),
                                    new AccountId(row.getObject("account_id", UUID.class)),
                                    Surface.valueOf(row.getString("surface")),
                                    new AgentId(agent),
                                    -1));
                })
                .list());
        of(conversations);
        return freed;
    }

    private List<Touched> refresh(
            Collection<UUID> conversations, Map<UUID, Integer> freshInbound, Map<UUID, UUID> customers) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        var ids = List.copyOf(conversations);
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE conversation c SET
                            last_message_id = l.id,
                            last_activity_at = coalesce(l.sent_at, c.last_activity_at),
                            first_inbound_at = f.sent_at,
                            last_inbound_at = i.sent_at,
                            window_used = coalesce(o.used, 0),
                            silent_used = coalesce(o.silent, 0),
                            customer_replied = c.surface = 'DM' AND EXISTS (
                                SELECT 1 FROM message m
                                WHERE m.conversation_id = t.id AND m.direction = 'OUTBOUND'
                                  AND m.status IN ('SENT', 'DELIVERED', 'READ') AND m.sent_at < i.sent_at),
                            send_trouble = coalesce(o.trouble, false),
                            inbound_count = c.inbound_count + t.fresh,
                            contact_identity_id = CASE WHEN c.surface = 'COMMENT' THEN f.author_identity_id
                                ELSE coalesce(c.contact_identity_id, t.customer) END,
                            status = CASE WHEN t.fresh > 0 THEN 'OPEN' ELSE c.status END,
                            snoozed_until = CASE WHEN t.fresh > 0 THEN NULL ELSE c.snoozed_until END,
                            last_assignee_id = CASE WHEN t.fresh > 0 AND c.status = 'RESOLVED'
                                THEN coalesce(c.assignee_id, c.last_assignee_id) ELSE c.last_assignee_id END,
                            assignee_id = CASE WHEN t.fresh > 0 AND c.status = 'RESOLVED' THEN NULL
                                ELSE c.assignee_id END,
                            assigned_at = CASE WHEN t.fresh > 0 AND c.status = 'RESOLVED' THEN NULL
                                ELSE c.assigned_at END,
                            assigned_by_person = c.assigned_by_person AND NOT (t.fresh > 0 AND c.status = 'RESOLVED'),
                            waiting_since = w.sent_at,
                            version = c.version + 1
                        FROM unnest(:ids, :fresh, :customers) AS t (id, fresh, customer)
                        LEFT JOIN LATERAL (
                            SELECT id, sent_at FROM message m
                            WHERE m.conversation_id = t.id AND m.direction IN ('INBOUND', 'OUTBOUND')
                            ORDER BY sent_at DESC, id DESC LIMIT 1) l ON true
                        LEFT JOIN LATERAL (
                            SELECT sent_at FROM message m
                            WHERE m.conversation_id = t.id AND m.direction = 'INBOUND'
                            ORDER BY sent_at DESC, id DESC LIMIT 1) i ON true
                        LEFT JOIN LATERAL (
                            SELECT sent_at, author_identity_id FROM message m
                            WHERE m.conversation_id = t.id AND m.direction = 'INBOUND'
                            ORDER BY sent_at, id LIMIT 1) f ON true
                        LEFT JOIN LATERAL (
                            SELECT count(*) FILTER (WHERE m.counts) AS used,
                                count(*) FILTER (WHERE m.counts AND m.sent_at >= i.sent_at + :window * interval '1 ms') AS silent,
                                (array_agg(status ORDER BY sent_at DESC, m.id DESC))[1] IN ('FAILED', 'UNCERTAIN') AS trouble
                            FROM (SELECT id, sent_at, status, status <> 'FAILED'
                                    AND (source IS NULL OR source <> ALL(:uncounted)) AS counts
                                FROM message
                                WHERE conversation_id = t.id AND direction = 'OUTBOUND'
                                  AND sent_at > coalesce(i.sent_at, '-infinity')) m) o ON true
                        LEFT JOIN LATERAL (
                            SELECT sent_at FROM message m
                            WHERE m.conversation_id = t.id AND m.direction = 'INBOUND' AND m.sent_at > coalesce((
                                SELECT sent_at FROM message a
                                WHERE a.conversation_id = t.id AND a.direction = 'OUTBOUND' AND a.status <> 'FAILED'
                                ORDER BY sent_at DESC LIMIT 1), '-infinity')
                            ORDER BY sent_at LIMIT 1) w ON true
                        WHERE c.id = t.id
                        RETURNING c.id, c.store_id, c.account_id, c.surface, c.status, c.assignee_id, c.last_message_id
                        """)
                .bind("ids", SqlArray.of(UUID.class, ids))
                .bind("window", rules.window().toMillis())
                .bind("uncounted", SqlArray.of(String.class, rules.uncountedSources()))
                .bind(
                        "fresh",
                        SqlArray.of(
                                Integer.class,
                                ids.stream()
                                        .map(it -> freshInbound.getOrDefault(it, 0))
                                        .toList()))
                .bind(
                        "customers",
                        SqlArray.of(
                                UUID.class,
                                ids.stream().map(customers::get).collect(java.util.stream.Collectors.toList())))
                .map(TOUCHED)
                .list());
    }
}
