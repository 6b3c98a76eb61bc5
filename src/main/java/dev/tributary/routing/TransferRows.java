package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.Handovers.Held;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What people handed on. Every conversation that is named here is locked already. */
@ApplicationScoped
class TransferRows {

    private final Jdbi jdbi;

    TransferRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @return by what each is known */
    Map<ConversationId, UUID> add(
            List<Held> conversations, Receiver to, AgentId by, @Nullable String note, Instant now) {
        var ids = new LinkedHashMap<ConversationId, UUID>();
        conversations.forEach(it -> ids.put(it.id(), Ids.next()));
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO transfer (id, conversation_id, transferred_by, from_agent_id, to_agent_id, to_team_id, note, at)
                        SELECT t.id, t.conversation, :by, t.had, CAST(:agent AS uuid), CAST(:team AS uuid), :note, :now
                        FROM unnest(:ids, :conversations, :had) AS t (id, conversation, had)
                        """)
                .bind("by", by.value())
                .bind("agent", value(to.agent()))
                .bind("team", to.team() == null ? null : to.team().value())
                .bind("note", note)
                .bind("now", now)
                .bind("ids", SqlArray.of(UUID.class, ids.values()))
                .bind("conversations", SqlArray.of(UUID.class, idsOf(conversations)))
                .bind("had", SqlArray.of(UUID.class, holders(conversations)))
                .execute());
        return ids;
    }

    /** What a person decided, beside what routing did. */
    void explain(String outcome, List<Held> conversations, Receiver to, AgentId by, Instant now) {
        var ids = Stream.generate(Ids::next).limit(conversations.size()).toList();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO routing_decision (id, store_id, conversation_id, at, outcome, agent_id, team_id, decided_by)
                        SELECT t.id, t.store, t.conversation, :now, :outcome, CAST(:agent AS uuid), CAST(:team AS uuid), :by
                        FROM unnest(:ids, :stores, :conversations) AS t (id, store, conversation)
                        """)
                .bind("now", now)
                .bind("outcome", outcome)
                .bind("agent", value(to.agent()))
                .bind("team", to.team() == null ? null : to.team().value())
                .bind("by", by.value())
                .bind("ids", SqlArray.of(UUID.class, ids))
                .bind(
                        "stores",
                        SqlArray.of(
                                UUID.class,
                                conversations.stream()
                                        .map(it -> it.store().value())
                                        .toList()))
                .bind("conversations", SqlArray.of(UUID.class, idsOf(conversations)))
                .execute());
    }

    /** The last one, if it was to this agent and is neither refused nor answered by them. */
    Optional<Pending> pending(ConversationId conversation, AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, from_agent_id FROM (
                            SELECT * FROM transfer WHERE conversation_id = :conversation ORDER BY at DESC, id DESC LIMIT 1) t
                        WHERE to_agent_id = :agent AND refused_at IS NULL AND NOT EXISTS (
                            SELECT 1 FROM message m WHERE m.conversation_id = :conversation AND m.direction = 'OUTBOUND'
                                AND m.author_agent_id = :agent AND m.created_at >= t.at)
                        """)
                .bind("conversation", conversation.value())
                .bind("agent", agent.value())
                .map((row, context) -> new Pending(row.getObject("id", UUID.class), holder(row)))
                .findOne());
    }

    /** @param from who had it before; null: nobody */
    record Pending(UUID id, @Nullable AgentId from) {}

    void refuse(UUID transfer, String reason, Instant now) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE transfer SET refused_at = :now, refusal = :reason WHERE id = :id")
                .bind("now", now)
                .bind("reason", reason)
                .bind("id", transfer)
                .execute());
    }

    private static @Nullable AgentId holder(ResultSet row) throws SQLException {
        var id = row.getObject("from_agent_id", UUID.class);
        return id == null ? null : new AgentId(id);
    }

    private static List<UUID> idsOf(List<Held> conversations) {
        return conversations.stream().map(it -> it.id().value()).toList();
    }

    private static List<@Nullable UUID> holders(List<Held> conversations) {
        return conversations.stream()
                .<@Nullable UUID>map(it -> value(it.assignee()))
                .toList();
    }

    private static @Nullable UUID value(@Nullable AgentId agent) {
        return agent == null ? null : agent.value();
    }
}
