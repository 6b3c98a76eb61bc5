package dev.tributary.conversation;

import dev.tributary.conversation.ArrivalBatch.ConversationRow;
import dev.tributary.conversation.ArrivalBatch.MessageRow;
import dev.tributary.conversation.MessageContent.SystemLine;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings private replies to where the platform put them. Until an echo comes it is only known who hears it; then the
 * message moves to the direct messages with them, and both threads keep a line that leads to the other.
 */
@ApplicationScoped
class PrivateReplyArrivals {

    static final String ANSWERED_PRIVATELY = "ANSWERED_PRIVATELY";
    static final String BEGAN_WITH_COMMENT = "BEGAN_WITH_COMMENT";

    private final Jdbi jdbi;
    private final SystemLines lines;
    private final ConversationRefresh refresh;
    private final ChangeLog changes;

    PrivateReplyArrivals(Jdbi jdbi, SystemLines lines, ConversationRefresh refresh, ChangeLog changes) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.refresh = refresh;
        this.changes = changes;
    }

    /**
     * A private reply whose echo may be one of these messages.
     *
     * @param thread where it stands
     * @param conversation where it would belong
     */
    record Expected(UUID message, UUID thread, UUID conversation) {}

    /** Those that go to the people with whom these messages are, as far as they may be echoes of ours. */
    List<Expected> expected(Collection<MessageRow> messages, Map<UUID, ConversationRow> conversations) {
        var accounts = new ArrayList<UUID>();
        var customers = new ArrayList<UUID>();
        var ids = new ArrayList<UUID>();
        messages.stream()
                .filter(MessageRow::perhapsOurs)
                .map(it -> conversations.get(it.conversation()))
                .distinct()
                .forEach(it -> {
                    if (it != null && it.customer() != null) {
                        accounts.add(it.account());
                        customers.add(it.customer());
                        ids.add(it.id());
                    }
                });
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT p.message_id, p.thread_id, e.conversation
                        FROM unnest(:accounts, :customers, :conversations) AS e (account, customer, conversation)
                        JOIN private_reply p ON p.account_id = e.account AND p.commenter_id = e.customer
                            AND p.conversation_id IS NULL
                        """)
                .bind("accounts", SqlArray.of(UUID.class, accounts))
                .bind("customers", SqlArray.of(UUID.class, customers))
                .bind("conversations", SqlArray.of(UUID.class, ids))
                .map((row, context) -> new Expected(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .list());
    }

    /**
     * It belongs there. Both conversations are locked by the caller, who looks after the one that it moves to.
     *
     * @param at when the platform says that it was sent
     */
    void move(UUID message, UUID thread, UUID conversation, Instant at) {
        var moved = jdbi.withHandle(db -> db.createQuery("""
                        WITH found AS (
                            UPDATE private_reply SET conversation_id = :conversation
                            WHERE message_id = :id AND conversation_id IS NULL RETURNING message_id
                        )
                        UPDATE message m SET conversation_id = :conversation, client_token = NULL
                        FROM found WHERE m.id = found.message_id
                        RETURNING m.store_id, m.author_agent_id
                        """)
                .bind("id", message)
                .bind("conversation", conversation)
                .map((row, context) ->
                        new Moved(row.getObject(1, UUID.class), row.getObject("author_agent_id", UUID.class)))
                .findOne());
        moved.ifPresent(it -> {
            rememberAgent(conversation, it.author());
            lines.addAt(
                    ANSWERED_PRIVATELY,
                    Ids.derived(message, "line", "thread"),
                    thread,
                    SystemLine.leadingTo(conversation),
                    at);
            // Right above it.
            lines.addAt(
                    BEGAN_WITH_COMMENT,
                    Ids.derived(message, "line", "conversation"),
                    conversation,
                    SystemLine.leadingTo(thread),
                    at.minusMillis(1));
            refresh.of(Set.of(thread));
            changes.record(it.store(), ChangeTypes.MESSAGE, message);
            changes.record(it.store(), ChangeTypes.CONVERSATION, thread);
        });
    }

    /** When the customer answers, it comes back to whoever began. */
    private void rememberAgent(UUID conversation, @Nullable UUID agent) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE conversation SET last_assignee_id = :agent WHERE id = :id AND last_assignee_id IS NULL
                        """)
                .bind("id", conversation)
                .bind("agent", agent)
                .execute());
    }

    private record Moved(UUID store, @Nullable UUID author) {}
}
