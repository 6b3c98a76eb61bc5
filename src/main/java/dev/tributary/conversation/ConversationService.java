package dev.tributary.conversation;

import dev.tributary.conversation.MessageContent.SystemLine;
import dev.tributary.conversation.OpenWorkChanged.Move;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after a conversation and whether it is done.
 *
 * <p>Every method locks the conversation first, changes nothing where nothing is to be changed, and tells in the same
 * transaction how much open work agents have now.
 */
@ApplicationScoped
@RetriedOnConflict
public class ConversationService {

    /** The external id of the conversation that collects messages whose senders the platform withholds. */
    static final String WITHHELD = "withheld";

    private final Jdbi jdbi;
    private final SystemLines lines;
    private final ChangeLog changes;
    private final Event<OpenWorkChanged> workChanged;
    private final Event<ConversationsWaiting> waiting;
    private final Event<ConversationRead> read;
    private final Event<ConversationResolved> resolved;
    private final Clock clock;

    ConversationService(
            Jdbi jdbi,
            SystemLines lines,
            ChangeLog changes,
            Event<OpenWorkChanged> workChanged,
            Event<ConversationsWaiting> waiting,
            Event<ConversationRead> read,
            Event<ConversationResolved> resolved,
            Clock clock) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.changes = changes;
        this.workChanged = workChanged;
        this.waiting = waiting;
        this.read = read;
        this.resolved = resolved;
        this.clock = clock;
    }

    /**
     * Gives the conversation to an agent, or to nobody. A person's word: it holds whatever the agent's duty or capacity.
     *
     * @param by who says so
     */
    @Transactional
    public void assign(ConversationId id, Optional<AgentId> agent, AgentId by) {
        var conversation = require(id);
        var next = agent.map(AgentId::value).orElse(null);
        if (Objects.equals(conversation.assignee(), next)) {
            return;
        }
        if (next != null) {
            requireMember(next, conversation.store());
        }
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE conversation SET assignee_id = CAST(:next AS uuid), version = version + 1,
                            assigned_at = CASE WHEN CAST(:next AS uuid) IS NOT NULL THEN CAST(:now AS timestamptz) END,
                            assigned_by_person = CAST(:next AS uuid) IS NOT NULL,
                            last_assignee_id = coalesce(assignee_id, last_assignee_id)
                        WHERE id = :id
                        """)
                .bind("next", next)
                .bind("now", clock.instant())
                .bind("id", conversation.id())
                .execute());
        lines.add(conversation, "ASSIGNED", new SystemLine(text(next), null, by.toString(), false), clock.instant());
        if (conversation.open()) {
            moveWork(conversation, conversation.assignee(), next);
            if (next == null) {
                waiting.fire(new ConversationsWaiting(Set.of(new StoreId(conversation.store()))));
            }
        }
        changes.record(conversation.store(), ChangeTypes.CONVERSATION, conversation.id());
    }

    /** @param reasons for whoever reads the thread, the weightiest first */
    public record Chosen(AgentId agent, List<String> reasons) {}

    /** What routing did, in the same transaction, told in the threads. The rows carry their agents already. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void assignedByRouting(StoreId store, Map<ConversationId, Chosen> given) {
        Map<UUID, SystemLine> told = new HashMap<>();
        given.forEach((conversation, chosen) ->
                told.put(conversation.value(), SystemLine.chosen(chosen.agent(), chosen.reasons())));
        lines.add("ASSIGNED", told, clock.instant());
        given.keySet().forEach(it -> changes.record(store.value(), ChangeTypes.CONVERSATION, it.value()));
    }

    /** Puts it back into the queue if this agent, who may not work on it any more, still has it. */
    @Transactional
    public void release(ConversationId id, AgentId from) {
        var conversation = require(id);
        if (from.value().equals(conversation.assignee())) {
            release(conversation);
        }
    }

    /**
     * Puts it back into the queue if it is still open, this agent has it, and no person gave it to them.
     *
     * @param unanswered only as long as the customer waits for an answer
     * @return whether it did
     */
    @Transactional
    public boolean takeBack(ConversationId id, AgentId from, boolean unanswered) {
        var conversation = require(id);
        var still = conversation.open()
                && from.value().equals(conversation.assignee())
                && jdbi.withHandle(db -> db.createQuery("""
                                SELECT NOT assigned_by_person AND (NOT :unanswered OR waiting_since IS NOT NULL)
                                FROM conversation WHERE id = :id
                                """)
                        .bind("unanswered", unanswered)
                        .bind("id", conversation.id())
                        .mapTo(boolean.class)
                        .one());
        if (still) {
            release(conversation);
        }
        return still;
    }

    private void release(ConversationState conversation) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE conversation SET assignee_id = NULL, assigned_at = NULL, assigned_by_person = false,
                            version = version + 1
                        WHERE id = :id
                        """).bind("id", conversation.id()).execute());
        lines.add(conversation, "ASSIGNED", new SystemLine(null, null, null, true), clock.instant());
        if (conversation.open()) {
            moveWork(conversation, conversation.assignee(), null);
            waiting.fire(new ConversationsWaiting(Set.of(new StoreId(conversation.store()))));
        }
        changes.record(conversation.store(), ChangeTypes.CONVERSATION, conversation.id());
    }

    /**
     * The same at the word of somebody who had seen so many of the customer's messages. If there are more by now, it opens
     * again at once: nobody has dealt with them.
     */
    @Transactional
    public void setStatus(
            ConversationId id, ConversationStatus status, @Nullable Instant snoozedUntil, AgentId by, int seen) {
        if (setStatus(id, status, snoozedUntil, by)
                && status != ConversationStatus.OPEN
                && require(id).inboundCount() > seen) {
            setStatus(id, ConversationStatus.OPEN, null, null);
        }
    }

    /**
     * Says whether it needs somebody.
     *
     * @param snoozedUntil with {@code SNOOZED} only: when it opens again by itself; without it, once the customer writes
     * @param by who says so; null where it happens by itself
     * @return whether that is news
     */
    @Transactional
    public boolean setStatus(
            ConversationId id, ConversationStatus status, @Nullable Instant snoozedUntil, @Nullable AgentId by) {
        var conversation = require(id);
        if (conversation.status() == status && status != ConversationStatus.SNOOZED) {
            return false;
        }
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE conversation SET status = :status, snoozed_until = :until, version = version + 1
                        WHERE id = :id
                        """)
                .bind("status", status)
                .bind("until", snoozedUntil)
                .bind("id", conversation.id())
                .execute());
        lines.add(
                conversation,
                "STATUS",
                new SystemLine(null, status.name(), by == null ? null : by.toString(), by == null),
                clock.instant());
        var opens = status == ConversationStatus.OPEN;
        if (conversation.open() != opens) {
            moveWork(conversation, opens ? null : conversation.assignee(), opens ? conversation.assignee() : null);
        }
        if (opens && conversation.assignee() == null) {
            waiting.fire(new ConversationsWaiting(Set.of(new StoreId(conversation.store()))));
        }
        if (status == ConversationStatus.RESOLVED) {
            resolved.fire(new ConversationResolved(id));
        }
        changes.record(conversation.store(), ChangeTypes.CONVERSATION, conversation.id());
        return true;
    }

    /** {@code agent} has seen so many of the customer's messages. Seeing fewer than before changes nothing. */
    @Transactional
    public void seen(ConversationId id, AgentId agent, int inboundCount) {
        jdbi.withHandle(db -> db.createQuery("""
                                INSERT INTO conversation_seen AS s (agent_id, conversation_id, inbound_count)
                                SELECT :agent, c.id, least(:count, c.inbound_count) FROM conversation c WHERE c.id = :id
                                ON CONFLICT ON CONSTRAINT conversation_seen_once
                                DO UPDATE SET inbound_count = excluded.inbound_count
                                WHERE s.inbound_count < excluded.inbound_count
                                RETURNING (SELECT store_id FROM conversation WHERE id = :id) AS store,
                                    s.inbound_count > 0 AND (
                                        SELECT coalesce(assignee_id = :agent, true) FROM conversation WHERE id = :id) AS theirs
                                """)
                        .bind("agent", agent.value())
                        .bind("count", inboundCount)
                        .bind("id", id.value())
                        .map((row, context) -> new Seen(row.getObject("store", UUID.class), row.getBoolean("theirs")))
                        .findOne())
                .ifPresent(it -> {
                    changes.recordFor(agent.value(), it.store(), ChangeTypes.SEEN, id.value());
                    // Who looks over a colleague's shoulder has read nothing on behalf of the store.
                    if (it.theirs()) {
                        read.fire(new ConversationRead(id));
                    }
                });
    }

    /** @param theirs whoever saw it looks after the conversation, or nobody does */
    private record Seen(UUID store, boolean theirs) {}

    /** Replaces the labels of the conversation. */
    @Transactional
    public void label(ConversationId id, Set<String> labels) {
        var conversation = require(id);
        jdbi.useHandle(db -> {
            db.createUpdate("DELETE FROM conversation_label WHERE conversation_id = :id")
                    .bind("id", conversation.id())
                    .execute();
            db.createUpdate("INSERT INTO conversation_label SELECT :id, unnest(:labels)")
                    .bind("id", conversation.id())
                    .bindArray("labels", String.class, labels)
                    .execute();
        });
        changes.record(conversation.store(), ChangeTypes.CONVERSATION, conversation.id());
    }

    private ConversationState require(ConversationId id) {
        return jdbi.withHandle(db -> ConversationState.require(db, id));
    }

    private void requireMember(UUID agent, UUID store) {
        var works = jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM agent a WHERE a.id = :agent AND a.disabled_at IS NULL
                            AND (a.role = 'ADMIN' OR EXISTS (
                                SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store)))
                        """)
                .bind("agent", agent)
                .bind("store", store)
                .mapTo(Boolean.class)
                .one());
        if (!works) {
            throw new ProblemException(ConversationProblem.UNKNOWN_AGENT, "Choose somebody who works for this store.");
        }
    }

    private void moveWork(ConversationState conversation, @Nullable UUID from, @Nullable UUID to) {
        var store = new StoreId(conversation.store());
        var account = new AccountId(conversation.account());
        var moves = new ArrayList<Move>();
        if (from != null) {
            moves.add(new Move(store, account, conversation.surface(), new AgentId(from), -1));
        }
        if (to != null) {
            moves.add(new Move(store, account, conversation.surface(), new AgentId(to), 1));
        }
        if (!moves.isEmpty()) {
            workChanged.fire(new OpenWorkChanged(moves));
        }
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
