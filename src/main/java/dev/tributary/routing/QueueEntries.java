package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationResolved;
import dev.tributary.conversation.Handovers.Held;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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

    /** People sent them to the queue, for the team if there is one, and not for whoever had them. */
    @Transactional(Transactional.TxType.MANDATORY)
    void putAll(List<Held> conversations, @Nullable TeamId team) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO queue_entry AS q (conversation_id, queued_at, team_id, passed_over)
                        SELECT t.conversation, :now, CAST(:team AS uuid), array_remove(ARRAY[t.had], NULL)
                        FROM unnest(:conversations, :had) AS t (conversation, had)
                        ON CONFLICT (conversation_id) DO UPDATE SET
                            queued_at = excluded.queued_at, team_id = excluded.team_id,
                            passed_over = ARRAY(SELECT DISTINCT unnest(q.passed_over || excluded.passed_over))
                        """)
                .bind("team", team == null ? null : team.value())
                .bind("now", clock.instant())
                .bind("conversations", SqlArray.of(UUID.class, idsOf(conversations)))
                .bind(
                        "had",
                        SqlArray.of(
                                UUID.class,
                                conversations.stream()
                                        .<@Nullable UUID>map(it -> it.assignee() == null
                                                ? null
                                                : it.assignee().value())
                                        .toList()))
                .execute());
    }

    /** For which team they waited does not matter any more: a person has said who looks after them. */
    @Transactional(Transactional.TxType.MANDATORY)
    void forgetTeam(List<Held> conversations) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE queue_entry SET team_id = NULL WHERE conversation_id = ANY(:ids)")
                .bindArray("ids", UUID.class, idsOf(conversations))
                .execute());
    }

    private static List<UUID> idsOf(List<Held> conversations) {
        return conversations.stream().map(it -> it.id().value()).toList();
    }

    void onResolved(@Observes ConversationResolved event) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM queue_entry WHERE conversation_id = :id")
                .bind("id", event.conversation().value())
                .execute());
    }
}
