package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;

import dev.tributary.conversation.MessagingRules;
import dev.tributary.routing.BoardView.AccountQueue;
import dev.tributary.routing.BoardView.AgentLine;
import dev.tributary.routing.BoardView.Queue;
import dev.tributary.routing.BoardView.TeamQueue;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What supervisors see of a store's queue and its people: a handful of statements, whatever the size of the store. */
@ApplicationScoped
public class Board {

    private static final Duration CLOSING = Duration.ofHours(2);

    /** Whose turn it is, was said when it was last looked at; a person's word about it stands above. */
    private static final String QUEUE = """
            SELECT grouping(w.account_id) = 0 AS of_account, grouping(w.team) = 0 AS of_team, w.account_id, w.team,
                (SELECT name FROM team t WHERE t.id = w.team) AS team_name,
                count(*) AS length, count(w.waiting_since) AS unanswered, min(w.waiting_since) AS longest,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY w.waiting_since) AS median,
                count(*) FILTER (WHERE w.surface = 'DM'
                    AND w.last_inbound_at > :windowBegan AND w.last_inbound_at <= :closing) AS closing
            FROM (
                SELECT c.account_id, c.surface, c.waiting_since, c.last_inbound_at, coalesce(q.team_id, d.team_id) AS team
                FROM conversation c
                LEFT JOIN queue_entry q ON q.conversation_id = c.id
                LEFT JOIN LATERAL (
                    SELECT CASE WHEN outcome IN ('NOBODY', 'HELD') THEN team_id END AS team_id FROM routing_decision
                    WHERE conversation_id = c.id ORDER BY at DESC, id DESC LIMIT 1) d ON true
                WHERE c.store_id = :store AND c.status = 'OPEN' AND c.assignee_id IS NULL
                    AND c.last_message_id IS NOT NULL) w
            GROUP BY GROUPING SETS ((), (w.account_id), (w.team))
            ORDER BY team_name NULLS FIRST
            """;

    private final Jdbi jdbi;
    private final DutyQueries duties;
    private final MessagingRules rules;
    private final Clock clock;

    Board(Jdbi jdbi, DutyQueries duties, MessagingRules rules, Clock clock) {
        this.jdbi = jdbi;
        this.duties = duties;
        this.rules = rules;
        this.clock = clock;
    }

    public BoardView of(StoreId store) {
        var now = clock.instant();
        var queues = queues(store, now);
        return new BoardView(
                now,
                queues.stream()
                        .filter(it -> !it.ofAccount && !it.ofTeam)
                        .map(Row::queue)
                        .findFirst()
                        .orElse(Queue.EMPTY),
                accounts(store, queues.stream().filter(Row::ofAccount).collect(toMap(it -> it.subject, Row::queue))),
                queues.stream()
                        .filter(Row::ofTeam)
                        .map(it -> new TeamQueue(it.subject, it.name, it.queue))
                        .toList(),
                agents(store, now));
    }

    private List<Row> queues(StoreId store, Instant now) {
        var windowBegan = now.minus(rules.window());
        return jdbi.withHandle(db -> db.createQuery(QUEUE)
                .bind("store", store.value())
                .bind("windowBegan", windowBegan)
                .bind("closing", windowBegan.plus(CLOSING))
                .map((row, context) -> new Row(
                        row.getBoolean("of_account"),
                        row.getBoolean("of_team"),
                        row.getObject(row.getBoolean("of_team") ? "team" : "account_id", UUID.class),
                        row.getString("team_name"),
                        new Queue(
                                row.getInt("length"),
                                row.getInt("unanswered"),
                                instant(row, "longest"),
                                instant(row, "median"),
                                row.getInt("closing"))))
                .list());
    }

    /** What waits of one account, or for one team, or altogether. */
    private record Row(
            boolean ofAccount,
            boolean ofTeam,
            @Nullable UUID subject,
            @Nullable String name,
            Queue queue) {}

    private List<AccountQueue> accounts(StoreId store, Map<UUID, Queue> waiting) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT a.id, p.paused_at, b.name AS paused_by FROM account a
                        LEFT JOIN routing_pause p ON p.account_id = a.id LEFT JOIN agent b ON b.id = p.paused_by
                        WHERE a.store_id = :store AND a.unbound_at IS NULL ORDER BY a.slot
                        """)
                .bind("store", store.value())
                .map((row, context) -> {
                    var id = row.getObject("id", UUID.class);
                    return new AccountQueue(
                            id,
                            waiting.getOrDefault(id, Queue.EMPTY),
                            instant(row, "paused_at"),
                            row.getString("paused_by"));
                })
                .list());
    }

    private List<AgentLine> agents(StoreId store, Instant now) {
        var people = duties.ofStores(Set.of(store));
        var ids = people.stream().map(DutyView::agentId).toList();
        var work = jdbi.withHandle(db -> db.createQuery("""
                        SELECT p.id, c.open, c.unanswered, coalesce(d.given, 0) AS given, s.seen_at
                        FROM unnest(:agents) AS p (id)
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS open, count(waiting_since) AS unanswered FROM conversation
                            WHERE assignee_id = p.id AND status = 'OPEN' AND store_id = :store) c
                        LEFT JOIN (
                            SELECT agent_id, count(*) AS given FROM routing_decision
                            WHERE at > :lastHour AND outcome = 'ASSIGNED' AND store_id = :store
                            GROUP BY agent_id) d ON d.agent_id = p.id
                        CROSS JOIN LATERAL (
                            SELECT max(seen_at) AS seen_at FROM agent_connection WHERE agent_id = p.id) s
                        """)
                .bindArray("agents", UUID.class, ids)
                .bind("store", store.value())
                .bind("lastHour", now.minus(Duration.ofHours(1)))
                .map((row, context) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Work(
                                row.getInt("open"),
                                row.getInt("unanswered"),
                                row.getInt("given"),
                                instant(row, "seen_at"))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return people.stream()
                .map(it -> {
                    var has = work.getOrDefault(it.agentId(), Work.NONE);
                    return new AgentLine(it, has.open, has.unanswered, has.given, has.seenAt);
                })
                .toList();
    }

    private record Work(
            int open, int unanswered, int given, @Nullable Instant seenAt) {

        static final Work NONE = new Work(0, 0, 0, null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
