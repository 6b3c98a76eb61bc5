package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.routing.Explanation.DecisionView;
import dev.tributary.routing.Explanation.Outcome;
import dev.tributary.routing.Explanation.Waits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tells why: from what was kept when it was decided, never worked out again afterwards. */
@ApplicationScoped
public class Explanations {

    /** Each brings the agents of its time along. */
    private static final PageLimit PAGE = new PageLimit(10);

    private static final int CANDIDATES = 50;

    private final Jdbi jdbi;

    Explanations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Explanation of(ConversationId conversation, Optional<Cursor> after) {
        var page = decisions(conversation, after);
        return new Explanation(after.isPresent() ? null : queue(conversation), page.items(), page.next());
    }

    private Page<DecisionView> decisions(ConversationId conversation, Optional<Cursor> after) {
        var rows = jdbi.withHandle(db -> {
            var query = db.createQuery("""
                            SELECT d.*, r.policy_version, r.agents, a.name AS agent_name, b.name AS decided_by_name,
                                t.name AS team_name
                            FROM routing_decision d
                            LEFT JOIN routing_round r ON r.id = d.round_id
                            LEFT JOIN agent a ON a.id = d.agent_id
                            LEFT JOIN agent b ON b.id = d.decided_by
                            LEFT JOIN team t ON t.id = d.team_id
                            WHERE d.conversation_id = :conversation
                            """
                            + (after.isPresent() ? " AND (d.at, d.id) < (:afterTime, :afterId)" : "")
                            + " ORDER BY d.at DESC, d.id DESC LIMIT :limit")
                    .bind("conversation", conversation.value())
                    .bind("limit", PAGE.andOneMore());
            after.ifPresent(it -> query.bind("afterTime", it.instant(0)).bind("afterId", it.uuid(1)));
            return query.map((row, context) -> view(row)).list();
        });
        return Page.cut(rows, PAGE, it -> Cursor.of(it.at(), it.id()));
    }

    private @Nullable Waits queue(ConversationId conversation) {
        return jdbi.withHandle(db -> db.createQuery("""
                                SELECT q.queued_at, t.name AS team, p.paused_at FROM conversation c
                                LEFT JOIN queue_entry q ON q.conversation_id = c.id
                                LEFT JOIN team t ON t.id = q.team_id
                                LEFT JOIN routing_pause p ON p.account_id = c.account_id
                                WHERE c.id = :conversation AND c.status = 'OPEN' AND c.assignee_id IS NULL
                                """)
                        .bind("conversation", conversation.value())
                        .map((row, context) ->
                                new Waits(instant(row, "queued_at"), row.getString("team"), instant(row, "paused_at")))
                        .findOne())
                .orElse(null);
    }

    private static DecisionView view(ResultSet row) throws SQLException {
        var candidates = Rounds.candidates(row.getString("agents"), row.getString("candidates"));
        return new DecisionView(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("rule"),
                row.getObject("policy_version", Integer.class),
                row.getObject("agent_id", UUID.class),
                row.getString("agent_name"),
                row.getString("team_name"),
                row.getObject("decided_by", UUID.class),
                row.getString("decided_by_name"),
                Rounds.reasons(row.getString("reasons")),
                candidates.stream().limit(CANDIDATES).toList(),
                Math.max(0, candidates.size() - CANDIDATES));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
