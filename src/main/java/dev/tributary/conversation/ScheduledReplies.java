package dev.tributary.conversation;

import dev.tributary.media.Uploads;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Replies that wait for their time: they may be taken back until then. When it comes they are queued as if they were
 * written then, so whatever has changed meanwhile, such as a window that closed, is found before the call.
 */
@ApplicationScoped
@RetriedOnConflict
public class ScheduledReplies {

    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final MessageQueries messages;
    private final Uploads uploads;
    private final Departures departures;
    private final ChangeLog changes;
    private final Clock clock;

    ScheduledReplies(
            Jdbi jdbi,
            MessageQueries messages,
            Uploads uploads,
            Departures departures,
            ChangeLog changes,
            Clock clock) {
        this.jdbi = jdbi;
        this.messages = messages;
        this.uploads = uploads;
        this.departures = departures;
        this.changes = changes;
        this.clock = clock;
    }

    private record Due(UUID message, UUID conversation) {}

    /** It never leaves, and nobody sees it any more. */
    @Transactional
    public void takeBack(ConversationId id, MessageId message) {
        var conversation = lock(id);
        if (!waits(conversation, message)) {
            throw gone(message, "It has left, or was taken back.");
        }
        uploads.giveBack(message.value());
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM message WHERE id = :id")
                .bind("id", message.value())
                .execute());
        changes.record(conversation.store(), ChangeTypes.MESSAGE_REMOVED, message.value());
    }

    /** Nobody can change that while the conversation is locked. */
    private boolean waits(ConversationState conversation, MessageId message) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM message
                            WHERE id = :id AND conversation_id = :conversation AND direction = 'SCHEDULED')
                        """)
                .bind("id", message.value())
                .bind("conversation", conversation.id())
                .mapTo(Boolean.class)
                .one());
    }

    /** It leaves at once. */
    @Transactional
    public MessageView sendNow(ConversationId id, MessageId message) {
        if (!release(lock(id), message.value())) {
            throw gone(message, "It has left, or was taken back.");
        }
        return messages.find(message).orElseThrow();
    }

    @Scheduled(
            every = "1s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void releaseDue() {
        List<Due> due;
        do {
            due = jdbi.withHandle(db -> db.createQuery("""
                            SELECT id, conversation_id FROM message WHERE direction = 'SCHEDULED' AND sent_at <= :now
                            ORDER BY sent_at, id LIMIT :batch
                            """)
                    .bind("now", clock.instant())
                    .bind("batch", BATCH)
                    .map((row, context) ->
                            new Due(row.getObject("id", UUID.class), row.getObject("conversation_id", UUID.class)))
                    .list());
            due.forEach(it -> QuarkusTransaction.requiringNew()
                    .run(() -> release(lock(new ConversationId(it.conversation())), it.message())));
        } while (due.size() == BATCH);
    }

    /** False where somebody else was faster. */
    private boolean release(ConversationState conversation, UUID message) {
        var released = jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE message SET direction = 'OUTBOUND', status = 'QUEUED', sent_at = :at
                        WHERE id = :id AND conversation_id = :conversation AND direction = 'SCHEDULED'
                        """)
                .bind("at", conversation.after(clock.instant()))
                .bind("id", message)
                .bind("conversation", conversation.id())
                .execute());
        if (released == 0) {
            return false;
        }
        departures.answer(conversation, message);
        return true;
    }

    private ConversationState lock(ConversationId id) {
        return jdbi.withHandle(db -> ConversationState.require(db, id));
    }

    private ProblemException gone(MessageId message, String whatNow) {
        return messages.find(message).isPresent()
                ? new ProblemException(ConversationProblem.NOT_SCHEDULED, whatNow)
                : new ProblemException(ConversationProblem.UNKNOWN_MESSAGE, whatNow);
    }
}
