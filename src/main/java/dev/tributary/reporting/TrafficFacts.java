package dev.tributary.reporting;

import dev.tributary.store.AccountFact;
import dev.tributary.store.AccountId;
import dev.tributary.store.AlertKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/** What is wrong with how messages flow, of all accounts at once. */
@ApplicationScoped
class TrafficFacts {

    private final Jdbi jdbi;
    private final Backlogs backlogs;

    TrafficFacts(Jdbi jdbi, Backlogs backlogs) {
        this.jdbi = jdbi;
        this.backlogs = backlogs;
    }

    List<AccountFact> all() {
        var facts = new ArrayList<AccountFact>();
        facts.addAll(silent());
        facts.addAll(backlog());
        facts.addAll(sendsFailing());
        facts.addAll(readBackFailing());
        facts.addAll(quotaUsedUp());
        return facts;
    }

    private List<AccountFact> silent() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT r.account_id, extract(epoch FROM r.usual_gap)::bigint AS usual_gap,
                            greatest(r.last_hour, max(h.last_message_at), max(h.last_comment_at)) AS last_at
                        FROM account_rhythm r
                        JOIN recovery_hour h ON h.account_id = r.account_id AND h.hour >= r.last_hour
                        WHERE r.silent GROUP BY r.account_id, r.usual_gap, r.last_hour
                        """)
                .map((row, context) -> fact(
                        row,
                        AlertKind.SILENT,
                        Map.of(
                                "lastEventAt",
                                Columns.time(row, "last_at"),
                                "usualGapSeconds",
                                row.getLong("usual_gap"))))
                .list());
    }

    private List<AccountFact> backlog() {
        var facts = new ArrayList<AccountFact>();
        backlogs.byAccount().forEach((account, it) -> {
            var oldest = it.oldestAt();
            if (oldest != null) {
                facts.add(new AccountFact(
                        new AccountId(account),
                        AlertKind.BACKLOG,
                        Map.of("waiting", it.waiting(), "oldestAt", oldest)));
            }
            if (it.parked() > 0) {
                facts.add(new AccountFact(new AccountId(account), AlertKind.PARKED, Map.of("count", it.parked())));
            }
        });
        return facts;
    }

    /** Several within an hour, and a fifth or more of those of which something is known. */
    private List<AccountFact> sendsFailing() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT account_id, count(*) AS of, count(*) FILTER (WHERE status = 'FAILED') AS failed,
                            mode() WITHIN GROUP (ORDER BY coalesce(failure_code, 'OTHER'))
                                FILTER (WHERE status = 'FAILED') AS code
                        FROM message
                        WHERE account_id IN (SELECT id FROM account WHERE unbound_at IS NULL)
                            AND direction = 'OUTBOUND' AND client_token IS NOT NULL
                            AND created_at > now() - interval '1 hour'
                            AND status IN ('SENT', 'DELIVERED', 'READ', 'FAILED')
                        GROUP BY account_id
                        HAVING count(*) FILTER (WHERE status = 'FAILED') >= greatest(3, 0.2 * count(*))
                        """)
                .map((row, context) -> fact(
                        row,
                        AlertKind.SENDS_FAILING,
                        Map.of("failed", row.getInt("failed"), "of", row.getInt("of"), "code", row.getString("code"))))
                .list());
    }

    /** One failure is put right by the next try. */
    private List<AccountFact> readBackFailing() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM reconciliation WHERE failures >= 2")
                .map((row, context) -> {
                    var args = new HashMap<String, Object>();
                    args.put("failures", row.getInt("failures"));
                    args.put("failure", Objects.requireNonNullElse(row.getString("last_failure"), ""));
                    args.put("nextAt", Columns.time(row, "due_at"));
                    return fact(row, AlertKind.READ_BACK_FAILING, args);
                })
                .list());
    }

    private List<AccountFact> quotaUsedUp() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT a.id AS account_id, max(p.until) AS until
                        FROM rate_pause p JOIN account a ON a.platform = p.platform AND a.unbound_at IS NULL
                        WHERE p.until > now() AND p.reason = 'QUOTA_USED_UP' GROUP BY a.id
                        """)
                .map((row, context) -> fact(row, AlertKind.QUOTA_USED_UP, Map.of("until", Columns.time(row, "until"))))
                .list());
    }

    private static AccountFact fact(ResultSet row, AlertKind kind, Map<String, Object> args) throws SQLException {
        return new AccountFact(new AccountId(Columns.account(row)), kind, args);
    }
}
