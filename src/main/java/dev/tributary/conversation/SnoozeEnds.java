package dev.tributary.conversation;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Opens snoozed conversations when their time has come, each in a transaction of its own. */
@ApplicationScoped
class SnoozeEnds {

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final ConversationService conversations;
    private final Clock clock;

    SnoozeEnds(Jdbi jdbi, ConversationService conversations, Clock clock) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.clock = clock;
    }

    @Scheduled(
            every = "3s",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void openDue() {
        var due = jdbi.withHandle(db -> db.createQuery("""
                        SELECT id FROM conversation WHERE status = 'SNOOZED' AND snoozed_until <= :now
                        ORDER BY snoozed_until LIMIT :batch
                        """)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapTo(UUID.class)
                .list());
        due.forEach(it -> QuarkusTransaction.requiringNew().run(() -> open(it)));
    }

    /** Whoever holds it is changing it now, or is another node that does the same. */
    private void open(UUID id) {
        jdbi.withHandle(db -> db.createQuery("""
                                SELECT id FROM conversation
                                WHERE id = :id AND status = 'SNOOZED' AND snoozed_until <= :now
                                FOR NO KEY UPDATE SKIP LOCKED
                                """)
                        .bind("id", id)
                        .bind("now", clock.instant())
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(it -> conversations.setStatus(new ConversationId(it), ConversationStatus.OPEN, null, null));
    }
}
