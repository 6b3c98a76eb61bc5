package dev.tributary.routing;

import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Who looks at which conversation at the moment. */
@ApplicationScoped
public class Attention {

    /** What the change log calls it when somebody begins or ceases to look; the subject is the conversation. */
    public static final String CHANGED = "attention.changed";

    private final Jdbi jdbi;
    private final RoutingConfig config;
    private final Clock clock;

    Attention(Jdbi jdbi, RoutingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.clock = clock;
    }

    /** The agents who look at each of these; those that nobody looks at are there too. In the order in which they came. */
    public Map<UUID, List<UUID>> of(Collection<UUID> conversations) {
        var looking = new HashMap<UUID, List<UUID>>();
        conversations.forEach(it -> looking.put(it, new ArrayList<>()));
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT conversation_id, agent_id FROM agent_connection
                        WHERE conversation_id = ANY(:ids) AND seen_at > :seenAfter
                        GROUP BY conversation_id, agent_id ORDER BY min(opened_at), agent_id
                        """)
                .bind("ids", SqlArray.of(UUID.class, Set.copyOf(conversations)))
                .bind("seenAfter", clock.instant().minus(config.grace()))
                .map((row, context) -> looking.computeIfAbsent(row.getObject(1, UUID.class), it -> new ArrayList<>())
                        .add(row.getObject(2, UUID.class)))
                .list());
        return looking;
    }
}
