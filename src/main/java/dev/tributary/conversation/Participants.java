package dev.tributary.conversation;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Agents who take part in a conversation that somebody else looks after. It costs them no capacity. */
@ApplicationScoped
public class Participants {

    private final Jdbi jdbi;
    private final ChangeLog changes;
    private final Clock clock;

    Participants(Jdbi jdbi, ChangeLog changes, Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.clock = clock;
    }

    /** Joining again changes nothing. */
    @Transactional
    public void join(ConversationId id, AgentId agent) {
        jdbi.useHandle(db -> tell(id, agent, db.createUpdate("""
                        INSERT INTO conversation_participant (conversation_id, agent_id, joined_at)
                        VALUES (:id, :agent, :now)
                        ON CONFLICT ON CONSTRAINT conversation_participant_once DO NOTHING
                        """).bind("now", clock.instant())));
    }

    /** Whoever does not take part leaves nothing. */
    @Transactional
    public void leave(ConversationId id, AgentId agent) {
        jdbi.useHandle(db -> tell(
                id,
                agent,
                db.createUpdate(
                        "DELETE FROM conversation_participant WHERE conversation_id = :id AND agent_id = :agent")));
    }

    private void tell(ConversationId id, AgentId agent, Update update) {
        if (update.bind("id", id.value()).bind("agent", agent.value()).execute() > 0) {
            var store = jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM conversation WHERE id = :id")
                    .bind("id", id.value())
                    .mapTo(UUID.class)
                    .one());
            changes.record(store, ChangeTypes.CONVERSATION, id.value());
        }
    }
}
