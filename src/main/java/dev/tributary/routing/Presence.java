package dev.tributary.routing;

import static java.util.stream.Collectors.toList;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, as their browsers say: {@code agent_load.connected}, which routing asks.
 *
 * <p>A browser counts for a grace after it was last heard of, whether its socket was closed or only fell silent. Programs
 * have no browser: an agent who says that they are on duty is believed, until a browser of theirs is seen and goes. Their
 * shifts or a supervisor saying so is no such word.
 */
@ApplicationScoped
public class Presence {

    private static final Duration KEPT = Duration.ofDays(1);

    /** One statement for all; it answers only with what is new. */
    private static final String SEEN = """
            WITH beat AS MATERIALIZED (
                SELECT b.id, b.agent, b.seen, v.id AS conversation
                FROM unnest(:ids, :agents, :seen, :conversations) AS b (id, agent, seen, conversation)
                LEFT JOIN conversation v ON v.id = b.conversation AND EXISTS (
                    SELECT 1 FROM agent a WHERE a.id = b.agent AND (a.role = 'ADMIN' OR EXISTS (
                        SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = v.store_id)))
            ), before AS MATERIALIZED (
                SELECT c.id, c.conversation_id FROM agent_connection c JOIN beat b ON b.id = c.id
            ), now AS (
                INSERT INTO agent_connection AS c (id, agent_id, seen_at, conversation_id, opened_at)
                SELECT id, agent, seen, conversation, CASE WHEN conversation IS NOT NULL THEN seen END FROM beat
                ON CONFLICT (id) DO UPDATE SET seen_at = greatest(c.seen_at, excluded.seen_at),
                    conversation_id = excluded.conversation_id,
                    opened_at = CASE WHEN excluded.conversation_id = c.conversation_id THEN c.opened_at
                        ELSE excluded.opened_at END
                RETURNING id, agent_id, seen_at, conversation_id
            )
            SELECT now.agent_id, NOT l.connected AND now.seen_at > :seenAfter AS back,
                before.conversation_id AS was, now.conversation_id AS now
            FROM now JOIN agent_load l USING (agent_id) LEFT JOIN before USING (id)
            WHERE (NOT l.connected AND now.seen_at > :seenAfter)
               OR before.conversation_id IS DISTINCT FROM now.conversation_id
            """;

    private static final String BACK = """
            WITH back AS MATERIALIZED (
                SELECT l.agent_id FROM agent_load l
                WHERE NOT l.connected AND l.agent_id = ANY(:agents) ORDER BY l.agent_id FOR NO KEY UPDATE
            )
            UPDATE agent_load l SET connected = true FROM back WHERE back.agent_id = l.agent_id
            RETURNING l.agent_id
            """;

    /** Who came back while somebody else found them gone would be found by nobody if this did not look. */
    private static final String MISTAKEN = """
            SELECT l.agent_id FROM agent_load l WHERE NOT l.connected AND EXISTS (
                SELECT 1 FROM agent_connection c WHERE c.agent_id = l.agent_id AND c.seen_at > :seenAfter)
            """;

    private static final String GONE = """
            WITH gone AS MATERIALIZED (
                SELECT l.agent_id FROM agent_load l
                WHERE l.connected AND NOT EXISTS (
                      SELECT 1 FROM agent_connection c WHERE c.agent_id = l.agent_id AND c.seen_at > :seenAfter)
                  AND (l.said_at IS NULL OR EXISTS (
                      SELECT 1 FROM agent_connection c WHERE c.agent_id = l.agent_id AND c.seen_at > l.said_at))
                ORDER BY l.agent_id FOR NO KEY UPDATE OF l
            )
            UPDATE agent_load l SET connected = false, said_at = NULL FROM gone WHERE gone.agent_id = l.agent_id
            RETURNING l.agent_id, l.duty
            """;

    private final Jdbi jdbi;
    private final DutyHistory history;
    private final ChangeLog changes;
    private final Event<DutyChanged> changed;
    private final Event<AgentGone> gone;
    private final RoutingConfig config;
    private final Clock clock;

    Presence(
            Jdbi jdbi,
            DutyHistory history,
            ChangeLog changes,
            Event<DutyChanged> changed,
            Event<AgentGone> gone,
            RoutingConfig config,
            Clock clock) {
        this.jdbi = jdbi;
        this.history = history;
        this.changes = changes;
        this.changed = changed;
        this.gone = gone;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A browser that was there.
     *
     * @param connection names its stream; another one after it was opened again
     * @param conversation what is open in it; null if nothing is, or it is not looked at
     */
    public record Beat(
            UUID connection,
            AgentId agent,
            Instant seenAt,
            @Nullable UUID conversation) {}

    /** How long a browser counts after it was last heard of. */
    public Duration grace() {
        return config.grace();
    }

    /** Takes down who was there. A conversation that the agent may not see is not believed to be open. */
    @Transactional
    public void seen(Collection<Beat> beats) {
        if (beats.isEmpty()) {
            return;
        }
        var back = new HashSet<UUID>();
        var looked = new HashSet<UUID>();
        jdbi.useHandle(db -> db.createQuery(SEEN)
                .bind(
                        "ids",
                        SqlArray.of(
                                UUID.class, beats.stream().map(Beat::connection).toList()))
                .bind(
                        "agents",
                        SqlArray.of(
                                UUID.class,
                                beats.stream().map(it -> it.agent().value()).toList()))
                .bind(
                        "seen",
                        SqlArray.of(
                                Instant.class, beats.stream().map(Beat::seenAt).toList()))
                .bind("conversations", SqlArray.of(UUID.class, conversations(beats)))
                .bind("seenAfter", seenAfter())
                .map((row, context) -> {
                    if (row.getBoolean("back")) {
                        back.add(row.getObject("agent_id", UUID.class));
                    }
                    var was = row.getObject("was", UUID.class);
                    var now = row.getObject("now", UUID.class);
                    if (was != null && !was.equals(now)) {
                        looked.add(was);
                    }
                    if (now != null && !now.equals(was)) {
                        looked.add(now);
                    }
                    return back;
                })
                .list());
        welcome(back);
        tellLooks(looked);
    }

    private static List<@Nullable UUID> conversations(Collection<Beat> beats) {
        return beats.stream().<@Nullable UUID>map(Beat::conversation).collect(toList());
    }

    /**
     * Finds who has not been heard of for longer than the grace, and forgets old connections. To be called only by who has
     * been listening for that long, and nobody else is asked: whoever does not listen must not say that others are silent.
     */
    @Transactional
    public void expire() {
        var seenAfter = seenAfter();
        welcome(jdbi.withHandle(db -> db.createQuery(MISTAKEN)
                .bind("seenAfter", seenAfter)
                .mapTo(UUID.class)
                .list()));
        var dutyOfGone = jdbi.withHandle(db -> db.createQuery(GONE)
                .bind("seenAfter", seenAfter)
                .reduceRows(new HashMap<UUID, Duty>(), (all, row) -> {
                    all.put(row.getColumn("agent_id", UUID.class), Duty.valueOf(row.getColumn("duty", String.class)));
                    return all;
                }));
        history.changed(dutyOfGone.keySet());
        dutyOfGone.forEach((agent, duty) -> {
            if (duty != Duty.OFF) {
                gone.fire(new AgentGone(new AgentId(agent)));
            }
        });
        tellLooks(Set.copyOf(jdbi.withHandle(db -> db.createQuery("""
                        WITH silent AS MATERIALIZED (
                            SELECT id, conversation_id FROM agent_connection
                            WHERE conversation_id IS NOT NULL AND seen_at <= :seenAfter ORDER BY id FOR NO KEY UPDATE
                        )
                        UPDATE agent_connection c SET conversation_id = NULL, opened_at = NULL
                        FROM silent WHERE silent.id = c.id
                        RETURNING silent.conversation_id
                        """)
                .bind("seenAfter", seenAfter)
                .mapTo(UUID.class)
                .list())));
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM agent_connection WHERE seen_at < :time")
                .bind("time", clock.instant().minus(KEPT))
                .execute());
    }

    private void welcome(Collection<UUID> agents) {
        if (agents.isEmpty()) {
            return;
        }
        var back = jdbi.withHandle(db -> db.createQuery(BACK)
                .bind("agents", SqlArray.of(UUID.class, agents))
                .mapTo(UUID.class)
                .list());
        history.changed(back);
        back.forEach(it -> changed.fire(new DutyChanged(new AgentId(it))));
    }

    private void tellLooks(Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> db.createQuery("SELECT store_id, id FROM conversation WHERE id = ANY(:ids)")
                .bind("ids", SqlArray.of(UUID.class, conversations))
                .map((row, context) -> {
                    changes.record(row.getObject(1, UUID.class), Attention.CHANGED, row.getObject(2, UUID.class));
                    return true;
                })
                .list());
    }

    private Instant seenAfter() {
        return clock.instant().minus(config.grace());
    }
}
