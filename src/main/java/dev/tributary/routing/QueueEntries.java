package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationResolved;
import dev.tributary.identity.AgentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What routing remembers of a conversation until it is resolved: when it came to the queue, to which team it was handed,
 * and who is not to have it again.
 *
 * <p>Rows are written under the lock of their conversation.
 */
@ApplicationScoped
class QueueEntries {

    private final Jdbi jdbi;
    private final Clock clock;

    QueueEntries(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * It comes to the queue, or back to it.
     *
     * @param team that it is for; null: whichever it was handed to before
     * @param not who is not to have it again; null: nobody more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void put(ConversationId conversation, @Nullable TeamId team, @Nullable AgentId not) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO queue_entry AS q (conversation_id, queued_at, team_id, passed_over)
                        VALUES (:conversation, :now, :team, array_remove(ARRAY[CAST(:not AS uuid)], NULL))
                        ON CONFLICT (conversation_id) DO UPDATE SET queued_at = excluded.queued_at,
                            team_id = coalesce(excluded.team_id, q.team_id),
                            passed_over = array_remove(q.passed_over, CAST(:not AS uuid)) || excluded.passed_over
                        """)
                .bind("conversation", conversation.value())
                .bind("now", clock.instant())
                .bind("team", team == null ? null : team.value())
                .bind("not", not == null ? null : not.value())
                .execute());
    }

    void onResolved(@Observes ConversationResolved event) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM queue_entry WHERE conversation_id = :id")
                .bind("id", event.conversation().value())
                .execute());
    }
}
