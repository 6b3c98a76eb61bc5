package dev.tributary.conversation;

import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What it means for a conversation, which is locked, that a reply is ready to leave; and who hears of it. */
@ApplicationScoped
class Departures {

    private final Jdbi jdbi;
    private final ConversationRefresh refresh;
    private final ChangeLog changes;
    private final Event<ReplyQueued> queued;

    Departures(Jdbi jdbi, ConversationRefresh refresh, ChangeLog changes, Event<ReplyQueued> queued) {
        this.jdbi = jdbi;
        this.refresh = refresh;
        this.changes = changes;
        this.queued = queued;
    }

    /** It answers all that the customer has said. */
    void answer(ConversationState conversation, UUID message) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE conversation SET handled_count = inbound_count WHERE id = :id")
                .bind("id", conversation.id())
                .execute());
        again(conversation, message);
    }

    /** It was ready before. */
    void again(ConversationState conversation, UUID message) {
        refresh.of(List.of(conversation.id()));
        queued.fire(new ReplyQueued(
                new MessageId(message),
                new ConversationId(conversation.id()),
                new StoreId(conversation.store()),
                new AccountId(conversation.account())));
        changes.record(conversation.store(), ChangeTypes.MESSAGE, message);
        changes.record(conversation.store(), ChangeTypes.CONVERSATION, conversation.id());
    }
}
