package dev.tributary.conversation;

import dev.tributary.conversation.MessageContent.SystemLine;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Says in the thread what happened to the conversation. */
@ApplicationScoped
class SystemLines {

    private final Jdbi jdbi;
    private final ChangeLog changes;

    SystemLines(Jdbi jdbi, ChangeLog changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    void add(ConversationState conversation, String type, SystemLine line, Instant now) {
        add(conversation.id(), type, line, now);
    }

    /** Stands below what was said last, whatever the platform's clock. */
    void add(UUID conversation, String type, SystemLine line, Instant now) {
        var id = Ids.next();
        var store = jdbi.withHandle(db -> db.createQuery("""
                        INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, content, sent_at,
                            created_at)
                        SELECT :id, store_id, account_id, id, 'SYSTEM', :type, :content,
                            greatest(:now, last_activity_at), :now
                        FROM conversation WHERE id = :conversation
                        RETURNING store_id
                        """)
                .bind("id", id)
                .bind("type", type)
                .bind("content", MessageContent.textOf(line))
                .bind("now", now)
                .bind("conversation", conversation)
                .mapTo(UUID.class)
                .one());
        changes.record(store, ChangeTypes.MESSAGE, id);
    }
}
