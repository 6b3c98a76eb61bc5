package dev.tributary.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** How far agents have seen conversations. */
@ApplicationScoped
public class SeenMarks {

    private final Jdbi jdbi;

    SeenMarks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One agent and one conversation. */
    public record Mark(UUID agent, UUID conversation) {}

    /** As many inbound messages as the agent has seen; marks that nobody set are left out. */
    public Map<Mark, Integer> find(Collection<Mark> marks) {
        var list = List.copyOf(marks);
        var found = new HashMap<Mark, Integer>();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT s.agent_id, s.conversation_id, s.inbound_count FROM conversation_seen s
                        JOIN unnest(:agents, :conversations) AS m (agent, conversation)
                            ON m.agent = s.agent_id AND m.conversation = s.conversation_id
                        """)
                .bindArray("agents", UUID.class, list.stream().map(Mark::agent).toList())
                .bindArray(
                        "conversations",
                        UUID.class,
                        list.stream().map(Mark::conversation).toList())
                .map((row, context) ->
                        found.put(new Mark(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), row.getInt(3)))
                .list());
        return found;
    }
}
