package dev.tributary.conversation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.MessageContent.SystemLine;
import dev.tributary.conversation.OpenWorkChanged.Move;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that people hand on, one or many at a time. In two steps, both in the caller's transaction: they are
 * locked in the order of their ids, and those of them that the caller still wants to are handed on.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Handovers {

    private final Jdbi jdbi;
    private final SystemLines lines;
    private final ChangeLog changes;
    private final Event<OpenWorkChanged> workChanged;
    private final Event<ConversationsWaiting> waiting;
    private final Clock clock;

    Handovers(
            Jdbi jdbi,
            SystemLines lines,
            ChangeLog changes,
            Event<OpenWorkChanged> workChanged,
            Event<ConversationsWaiting> waiting,
            Clock clock) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.changes = changes;
        this.workChanged = workChanged;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * A conversation as it is while its row is locked.
     *
     * @param unanswered the customer waits for an answer
     */
    public record Held(
            ConversationId id,
            StoreId store,
            AccountId account,
            Surface surface,
            @Nullable AgentId assignee,
            boolean open,
            boolean unanswered) {}

    /**
     * Where they go.
     *
     * @param agent null: to nobody
     * @param team as the thread calls the team for which it waits
     * @param refusal why whoever had it gave it back
     */
    public record Destination(
            @Nullable AgentId agent,
            @Nullable String team,
            @Nullable String refusal) {}

    /** In the order of their ids. What does not exist is left out. */
    public List<Held> lock(Collection<ConversationId> conversations) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, store_id, account_id, surface, assignee_id, status, waiting_since IS NOT NULL AS unanswered
                        FROM conversation WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
                        """)
                .bindArray(
                        "ids",
                        UUID.class,
                        conversations.stream().map(ConversationId::value).toList())
                .map((row, context) -> {
                    var assignee = row.getObject("assignee_id", UUID.class);
                    return new Held(
                            new ConversationId(row.getObject("id", UUID.class)),
                            new StoreId(row.getObject("store_id", UUID.class)),
                            new AccountId(row.getObject("account_id", UUID.class)),
                            Surface.valueOf(row.getString("surface")),
                            assignee == null ? null : new AgentId(assignee),
                            row.getString("status").equals(ConversationStatus.OPEN.name()),
                            row.getBoolean("unanswered"));
                })
                .list());
    }

    /**
     * A person's word: it holds whatever the duty and capacity of whoever gets them. Whoever gave one back has not served
     * the customer, and is not remembered for it.
     *
     * @param conversations which {@link #lock} gave
     * @param transfers what each is known by, for a refusal; none where it cannot be refused
     */
    public void hand(List<Held> conversations, Destination to, AgentId by, Map<ConversationId, UUID> transfers) {
        if (conversations.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var agent = to.agent() == null ? null : to.agent().value();
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE conversation SET assignee_id = CAST(:agent AS uuid), version = version + 1,
                            assigned_at = CASE WHEN CAST(:agent AS uuid) IS NOT NULL THEN CAST(:now AS timestamptz) END,
                            assigned_by_person = CAST(:agent AS uuid) IS NOT NULL,
                            last_assignee_id = CASE WHEN :refused THEN last_assignee_id
                                ELSE coalesce(assignee_id, last_assignee_id) END
                        WHERE id = ANY(:ids)
                        """)
                .bind("agent", agent)
                .bind("now", now)
                .bind("refused", to.refusal() != null)
                .bindArray(
                        "ids",
                        UUID.class,
                        conversations.stream().map(it -> it.id().value()).toList())
                .execute());
        lines.add(
                "ASSIGNED",
                conversations.stream()
                        .collect(toMap(
                                it -> it.id().value(),
                                it -> SystemLine.handedOn(
                                        agent == null ? null : agent.toString(),
                                        by.toString(),
                                        transfers.get(it.id()),
                                        to.team(),
                                        to.refusal()))),
                now);
        count(conversations, to.agent());
        conversations.forEach(it -> changes.record(
                it.store().value(), ChangeTypes.CONVERSATION, it.id().value()));
    }

    private void count(List<Held> conversations, @Nullable AgentId to) {
        var moves = new ArrayList<Move>();
        for (var it : conversations) {
            if (it.open() && it.assignee() != null) {
                moves.add(new Move(it.store(), it.account(), it.surface(), it.assignee(), -1));
            }
            if (it.open() && to != null) {
                moves.add(new Move(it.store(), it.account(), it.surface(), to, 1));
            }
        }
        if (!moves.isEmpty()) {
            workChanged.fire(new OpenWorkChanged(moves));
        }
        var stores = conversations.stream()
                .filter(it -> it.open() && to == null)
                .map(Held::store)
                .collect(toUnmodifiableSet());
        if (!stores.isEmpty()) {
            waiting.fire(new ConversationsWaiting(stores));
        }
    }
}
