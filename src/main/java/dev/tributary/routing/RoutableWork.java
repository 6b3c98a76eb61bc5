package dev.tributary.routing;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.planning.Weights;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Where there is something to assign, and what must go back to the queue first. Reads without locks. */
@ApplicationScoped
class RoutableWork {

    private static final String MAY_SEE = """
            (a.disabled_at IS NULL AND (a.role = 'ADMIN' OR EXISTS (
                SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = s.id)))
            """;

    private static final String WAITING = """
            EXISTS (SELECT 1 FROM conversation c
                WHERE c.store_id = s.id AND c.status = 'OPEN' AND c.assignee_id IS NULL)
            """;

    private static final String ASSIGNABLE = "SELECT s.id FROM store s WHERE " + WAITING + """
            AND EXISTS (SELECT 1 FROM agent a JOIN agent_load l ON l.agent_id = a.id
                WHERE l.duty = 'ON' AND l.connected AND %s
                  AND l.open_dms * :dm + l.open_comments * :comment + l.open_shop_chats * :shop_chat < l.capacity * 100)
            """.formatted(MAY_SEE);

    private final Jdbi jdbi;
    private final ConversationService conversations;
    private final Weights weights;

    RoutableWork(Jdbi jdbi, ConversationService conversations, RoutingConfig config) {
        this.jdbi = jdbi;
        this.weights = config.weights();
        this.conversations = conversations;
    }

    /** Something waits there, and somebody has room. */
    List<StoreId> assignableStores() {
        return jdbi.withHandle(db -> weighed(db.createQuery(ASSIGNABLE))
                .mapTo(UUID.class)
                .map(StoreId::new)
                .list());
    }

    /** Those of the stores in which something waits. */
    List<StoreId> waitingOf(Collection<StoreId> stores) {
        if (stores.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                db -> db.createQuery("SELECT s.id FROM store s WHERE " + WAITING + " AND s.id = ANY(:stores)")
                        .bindArray(
                                "stores",
                                UUID.class,
                                stores.stream().map(StoreId::value).toList())
                        .mapTo(UUID.class)
                        .map(StoreId::new)
                        .list());
    }

    /** Those of the stores of which that is so: mostly none, since mostly nobody waits for long or nobody has room. */
    List<StoreId> assignableOf(Collection<StoreId> stores) {
        if (stores.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> weighed(db.createQuery(ASSIGNABLE + " AND s.id = ANY(:stores)"))
                .bindArray(
                        "stores",
                        UUID.class,
                        stores.stream().map(StoreId::value).toList())
                .mapTo(UUID.class)
                .map(StoreId::new)
                .list());
    }

    /** The stores in which something waits that one of these agents may be given. */
    List<StoreId> storesWaitingFor(Collection<AgentId> agents) {
        if (agents.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> db.createQuery("SELECT s.id FROM store s WHERE " + WAITING
                        + "AND EXISTS (SELECT 1 FROM agent a WHERE a.id = ANY(:agents) AND " + MAY_SEE + ")")
                .bindArray("agents", UUID.class, values(agents))
                .mapTo(UUID.class)
                .map(StoreId::new)
                .list());
    }

    /**
     * Takes open conversations from agents who may not see them any more: disabled, or no longer of that store.
     *
     * @param agents whom to look at; empty for everybody
     * @return how many went back to the queue
     */
    int releaseAbandoned(Collection<AgentId> agents) {
        var abandoned = jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.id, c.assignee_id FROM conversation c
                        JOIN agent a ON a.id = c.assignee_id JOIN store s ON s.id = c.store_id
                        WHERE c.status = 'OPEN' AND (:everybody OR c.assignee_id = ANY(:agents)) AND NOT %s
                        """.formatted(MAY_SEE))
                .bind("everybody", agents.isEmpty())
                .bindArray("agents", UUID.class, values(agents))
                .map((row, context) -> new Abandoned(
                        new ConversationId(row.getObject("id", UUID.class)),
                        new AgentId(row.getObject("assignee_id", UUID.class))))
                .list());
        abandoned.forEach(it -> conversations.release(it.conversation(), it.agent()));
        return abandoned.size();
    }

    private Query weighed(Query query) {
        return query.bind("dm", weights.of(Surface.DM))
                .bind("comment", weights.of(Surface.COMMENT))
                .bind("shop_chat", weights.of(Surface.SHOP_CHAT));
    }

    private static List<UUID> values(Collection<AgentId> agents) {
        return agents.stream().map(AgentId::value).toList();
    }

    private record Abandoned(ConversationId conversation, AgentId agent) {}
}
