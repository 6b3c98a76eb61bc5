package dev.tributary.conversation;

import dev.tributary.conversation.MessageContent.SystemLine;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
        add(type, Map.of(conversation.id(), line), now);
    }

    /**
     * Each stands below what was said last, whatever the platform's clock.
     *
     * @param lines by conversation
     */
    void add(String type, Map<UUID, SystemLine> lines, Instant now) {
        var conversations = List.copyOf(lines.keySet());
        var ids = Stream.generate(Ids::next).limit(conversations.size()).toList();
        jdbi.withHandle(db -> db.createQuery("""
                                INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, content,
                                    sent_at, created_at)
                                SELECT l.id, c.store_id, c.account_id, c.id, 'SYSTEM', :type, l.content,
                                    greatest(:now, c.last_activity_at), :now
                                FROM unnest(:ids, :conversations, :contents) AS l (id, conversation, content)
                                JOIN conversation c ON c.id = l.conversation
                                RETURNING id, store_id
                                """)
                        .bind("type", type)
                        .bind("now", now)
                        .bindArray("ids", UUID.class, ids)
                        .bindArray("conversations", UUID.class, conversations)
                        .bindArray(
                                "contents",
                                String.class,
                                conversations.stream()
                                        .map(lines::get)
                                        .map(MessageContent::textOf)
                                        .toList())
                        .map((row, context) ->
                                new Added(row.getObject("id", UUID.class), row.getObject("store_id", UUID.class)))
                        .list())
                .forEach(it -> changes.record(it.store(), ChangeTypes.MESSAGE, it.id()));
    }

    /** One that stands at its own time, and is added once. */
    void addAt(String type, UUID id, UUID conversation, SystemLine line, Instant at) {
        jdbi.withHandle(db -> db.createQuery("""
                                INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, content,
                                    sent_at, created_at)
                                SELECT :id, store_id, account_id, id, 'SYSTEM', :type, :content, :at, :at
                                FROM conversation WHERE id = :conversation
                                ON CONFLICT (id) DO NOTHING
                                RETURNING id, store_id
                                """)
                        .bind("id", id)
                        .bind("conversation", conversation)
                        .bind("type", type)
                        .bind("content", MessageContent.textOf(line))
                        .bind("at", at)
                        .map((row, context) ->
                                new Added(row.getObject("id", UUID.class), row.getObject("store_id", UUID.class)))
                        .list())
                .forEach(it -> changes.record(it.store(), ChangeTypes.MESSAGE, it.id()));
    }

    private record Added(UUID id, UUID store) {}
}
