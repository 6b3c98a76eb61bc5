package dev.tributary.conversation;

import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps one message of the platform one bubble, when an answer names a message that we have heard of otherwise. */
@ApplicationScoped
class RemoteIds {

    private static final String TAKEN_FOR_ANOTHER =
            "It was taken for another message of the same words. Look in TikTok before you send it again.";

    private final Jdbi jdbi;
    private final ConversationRefresh refresh;
    private final ChangeLog changes;
    private final Event<OpenWorkChanged> workChanged;

    RemoteIds(Jdbi jdbi, ConversationRefresh refresh, ChangeLog changes, Event<OpenWorkChanged> workChanged) {
        this.jdbi = jdbi;
        this.refresh = refresh;
        this.changes = changes;
        this.workChanged = workChanged;
    }

    /**
     * @param at when the platform said that the message was written
     * @param displaced the reply that bore the id by mistake
     * @param conversation where it said so
     */
    record Claimed(
            @Nullable Instant at,
            @Nullable MessageId displaced,
            @Nullable UUID conversation) {

        static final Claimed FREE = new Claimed(null, null, null);
    }

    Set<String> known(AccountId account, Collection<String> remoteIds) {
        return Set.copyOf(jdbi.withHandle(db -> db.createQuery(
                        "SELECT remote_id FROM message WHERE account_id = :account AND remote_id = ANY(:ids)")
                .bind("account", account.value())
                .bindArray("ids", String.class, remoteIds)
                .mapTo(String.class)
                .list()));
    }

    /**
     * Makes the id free for a reply in this conversation, which the caller has locked, and with it the one in which the
     * id was then. If it has come to another since, that one is locked out of turn: the caller's transaction is one that
     * is done anew when it loses.
     */
    Claimed claim(AccountId account, String remoteId, ConversationId conversation) {
        return bearer(account, remoteId)
                .map(it -> {
                    if (!it.conversation().equals(conversation.value())) {
                        jdbi.useHandle(db -> ConversationState.lock(db, it.conversation()));
                    }
                    return it.ours() ? giveBack(it) : remove(it);
                })
                .orElse(Claimed.FREE);
    }

    private Optional<Bearer> bearer(AccountId account, String remoteId) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, store_id, conversation_id, author_agent_id IS NOT NULL AS ours, direction, sent_at
                        FROM message WHERE account_id = :account AND remote_id = :remoteId FOR NO KEY UPDATE
                        """)
                .bind("account", account.value())
                .bind("remoteId", remoteId)
                .map((row, context) -> new Bearer(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getBoolean("ours"),
                        Direction.valueOf(row.getString("direction")),
                        row.getTimestamp("sent_at").toInstant()))
                .findOne());
    }

    /** The platform told of our reply before we knew its name, in words that we did not recognise. */
    private Claimed remove(Bearer bubble) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM message WHERE id = :id")
                .bind("id", bubble.id())
                .execute());
        var conversation = List.of(bubble.conversation());
        if (bubble.direction() == Direction.INBOUND) {
            var freed = refresh.recount(conversation);
            if (!freed.isEmpty()) {
                workChanged.fire(new OpenWorkChanged(freed));
            }
        } else {
            refresh.of(conversation);
        }
        changes.record(bubble.store(), ChangeTypes.MESSAGE_REMOVED, bubble.id());
        changes.record(bubble.store(), ChangeTypes.CONVERSATION, bubble.conversation());
        return new Claimed(bubble.at(), null, bubble.conversation());
    }

    /** Two replies of the same words: an echo was given to the older one, and the answer says that it was not its. */
    private Claimed giveBack(Bearer reply) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE message SET remote_id = NULL, status = 'UNCERTAIN', failure_reason = :reason, checked_at = NULL
                        WHERE id = :id
                        """)
                .bind("reason", TAKEN_FOR_ANOTHER)
                .bind("id", reply.id())
                .execute());
        refresh.of(List.of(reply.conversation()));
        changes.record(reply.store(), ChangeTypes.MESSAGE, reply.id());
        changes.record(reply.store(), ChangeTypes.CONVERSATION, reply.conversation());
        return new Claimed(reply.at(), new MessageId(reply.id()), reply.conversation());
    }

    private record Bearer(UUID id, UUID store, UUID conversation, boolean ours, Direction direction, Instant at) {}
}
