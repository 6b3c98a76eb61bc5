package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.MessagingRules;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Situation;
import dev.tributary.routing.planning.Waiting;
import dev.tributary.routing.planning.Waiting.Served;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads how a store stands, in one statement about who waits and one about who works there. Takes no locks. */
@ApplicationScoped
class SituationRows {

    /** Nobody looks further down a queue. Its end moves up as its head is served. */
    private static final int LONGEST_QUEUE = 5_000;

    /**
     * Whoever had one of the person's conversations last is known to them; in a conversation of their own that is who had
     * it before it was resolved.
     */
    private static final String CONVERSATIONS = """
            SELECT c.id, c.assignee_id, c.waiting_since, c.assigned_at, c.account_id, c.surface, c.language, c.last_inbound_at,
                coalesce(c.waiting_since, c.last_inbound_at, c.last_activity_at) AS since,
                coalesce(q.queued_at, c.waiting_since, c.last_inbound_at, c.last_activity_at) AS queued_at,
                q.team_id, q.passed_over,
                (SELECT array_agg(l.label) FROM conversation_label l WHERE l.conversation_id = c.id) AS labels,
                coalesce(s.agent, c.last_assignee_id) AS served_by,
                coalesce(s.at, c.first_inbound_at) AS served_at,
                coalesce(s.account_id, c.account_id) AS served_on
            FROM conversation c
            LEFT JOIN queue_entry q ON q.conversation_id = c.id
            LEFT JOIN contact_identity i ON i.id = c.contact_identity_id
            LEFT JOIN LATERAL (
                SELECT coalesce(o.assignee_id, o.last_assignee_id) AS agent, o.account_id, coalesce((
                        SELECT m.sent_at FROM message m WHERE m.conversation_id = o.id AND m.direction = 'OUTBOUND'
                        ORDER BY m.sent_at DESC LIMIT 1), o.first_inbound_at) AS at
                FROM contact_identity k JOIN conversation o ON o.contact_identity_id = k.id
                WHERE k.contact_id = i.contact_id AND coalesce(o.assignee_id, o.last_assignee_id) IS NOT NULL
                ORDER BY 3 DESC NULLS LAST, o.id LIMIT 1) s ON true
            WHERE c.store_id = :store AND c.status = 'OPEN'
            """;

    private static final String WAITING = CONVERSATIONS + """
              AND c.assignee_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM routing_pause p WHERE p.account_id = c.account_id)
            ORDER BY c.waiting_since IS NULL, coalesce(c.waiting_since, c.last_inbound_at), c.id LIMIT :most
            """;

    private static final String HELD = CONVERSATIONS + "AND c.assignee_id IS NOT NULL AND NOT c.assigned_by_person";

    private static final String AGENTS = """
            SELECT a.id, a.name, l.duty, l.duty_since, l.connected, l.capacity, l.open_dms, l.open_comments,
                l.open_shop_chats, l.last_assigned_at,
                (SELECT max(n.seen_at) FROM agent_connection n WHERE n.agent_id = a.id) AS seen_at,
                (SELECT array_agg(t.team_id) FROM team_member t WHERE t.agent_id = a.id) AS teams,
                (SELECT array_agg(s.skill) FROM agent_skill s WHERE s.agent_id = a.id) AS skills,
                (SELECT array_agg(g.language) FROM agent_language g WHERE g.agent_id = a.id) AS languages,
                (SELECT array_agg(x.account_id ORDER BY x.account_id) FROM agent_account_limit x
                    WHERE x.agent_id = a.id) AS limited,
                (SELECT array_agg(x.most - x.open_count ORDER BY x.account_id) FROM agent_account_limit x
                    WHERE x.agent_id = a.id) AS room,
                r.recent
            FROM agent a JOIN agent_load l ON l.agent_id = a.id
            LEFT JOIN (
                SELECT d.agent_id, array_agg((extract(epoch FROM d.at) * 1000000)::int8) AS recent FROM routing_decision d
                WHERE :rates AND d.outcome = 'ASSIGNED' AND d.at > :justNow GROUP BY d.agent_id) r ON r.agent_id = a.id
            WHERE a.disabled_at IS NULL AND (a.role = 'ADMIN' OR EXISTS (
                SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store))
            ORDER BY a.id
            """;

    private final Jdbi jdbi;
    private final MessagingRules messaging;
    private final RoutingConfig config;
    private final Clock clock;

    SituationRows(Jdbi jdbi, MessagingRules messaging, RoutingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.messaging = messaging;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The store with all who wait.
     *
     * @param rates whether it matters what agents were given just now
     */
    Situation of(StoreId store, boolean rates) {
        return with(
                store,
                rates,
                jdbi.withHandle(db -> db.createQuery(WAITING)
                        .bind("store", store.value())
                        .bind("most", LONGEST_QUEUE)
                        .map((row, context) -> waiting(row))
                        .list()));
    }

    /** The store as if nobody waited. */
    Situation withoutWaiting(StoreId store, boolean rates) {
        return with(store, rates, List.of());
    }

    private Situation with(StoreId store, boolean rates, List<Waiting> waiting) {
        var now = clock.instant();
        var agents = jdbi.withHandle(db -> db.createQuery(AGENTS)
                .bind("store", store.value())
                .bind("rates", rates)
                .bind("justNow", now.minus(Candidate.JUST_NOW))
                .map((row, context) -> candidate(row))
                .list());
        return new Situation(now, waiting, agents, config.weights());
    }

    /**
     * What routing gave to somebody, and is open.
     *
     * @param conversation as it would wait
     * @param unansweredSince since when this agent has left a customer without an answer; null if they have not
     */
    record Held(
            Waiting conversation, AgentId agent, @Nullable Instant unansweredSince) {}

    List<Held> held(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery(HELD)
                .bind("store", store.value())
                .map((row, context) -> new Held(
                        waiting(row),
                        new AgentId(row.getObject("assignee_id", UUID.class)),
                        later(instant(row, "waiting_since"), instant(row, "assigned_at"))))
                .list());
    }

    private static @Nullable Instant later(@Nullable Instant waiting, @Nullable Instant assigned) {
        return waiting == null || assigned == null || waiting.isAfter(assigned) ? waiting : assigned;
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        var account = new AccountId(row.getObject("account_id", UUID.class));
        var surface = Surface.valueOf(row.getString("surface"));
        var lastInbound = instant(row, "last_inbound_at");
        var servedBy = row.getObject("served_by", UUID.class);
        var servedAt = instant(row, "served_at");
        var team = row.getObject("team_id", UUID.class);
        return new Waiting(
                new ConversationId(row.getObject("id", UUID.class)),
                account,
                surface,
                Set.copyOf(list(row, "labels", String.class)),
                row.getString("language"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("queued_at").toInstant(),
                surface == Surface.DM && lastInbound != null ? lastInbound.plus(messaging.window()) : null,
                team == null ? null : new TeamId(team),
                set(row, "passed_over", AgentId::new),
                servedBy == null || servedAt == null
                        ? null
                        : new Served(
                                new AgentId(servedBy),
                                servedAt,
                                account.value().equals(row.getObject("served_on", UUID.class))));
    }

    private Candidate candidate(ResultSet row) throws SQLException {
        var duty = Duty.valueOf(row.getString("duty"));
        var dutySince = row.getTimestamp("duty_since").toInstant();
        var seenAt = instant(row, "seen_at");
        var weights = config.weights();
        return new Candidate(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("name"),
                duty,
                dutySince,
                row.getBoolean("connected"),
                seenAt,
                row.getInt("capacity") * Candidate.HUNDREDTHS,
                weights.of(row.getInt("open_dms"), row.getInt("open_comments"), row.getInt("open_shop_chats")),
                set(row, "teams", TeamId::new),
                Set.copyOf(list(row, "skills", String.class)),
                Set.copyOf(list(row, "languages", String.class)),
                room(list(row, "limited", UUID.class), list(row, "room", Integer.class)),
                instant(row, "last_assigned_at"),
                list(row, "recent", Long.class).stream()
                        .map(it -> Instant.EPOCH.plus(it, ChronoUnit.MICROS))
                        .toList());
    }

    private static Map<AccountId, Integer> room(List<UUID> accounts, List<Integer> room) {
        return IntStream.range(0, accounts.size())
                .boxed()
                .collect(toMap(it -> new AccountId(accounts.get(it)), room::get));
    }

    private static <T> Set<T> set(ResultSet row, String column, Function<UUID, T> id) throws SQLException {
        return list(row, column, UUID.class).stream().map(id).collect(toUnmodifiableSet());
    }

    /** Of an array that is missing, nothing. */
    private static <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Stream.of((Object[]) array.getArray()).map(type::cast).toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
