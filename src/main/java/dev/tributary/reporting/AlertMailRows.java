package dev.tributary.reporting;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.store.AlertKind;
import dev.tributary.store.AlertKind.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody has to be told of, and was. They are claimed for minutes by the server that tells; if it cannot,
 * or dies, they are claimed again.
 */
@ApplicationScoped
class AlertMailRows {

    private static final String TOLD = """
            SELECT a.*, s.name AS store_name, s.time_zone, coalesce(c.handle, c.display_name, c.external_id) AS account_name
            FROM claimed JOIN account_alert a ON a.id = claimed.alert_id
            JOIN store s ON s.id = a.store_id JOIN account c ON c.id = a.account_id
            ORDER BY s.name, account_name, a.since, a.id
            """;

    private final Jdbi jdbi;

    AlertMailRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param args as JSON */
    record Told(
            UUID id,
            String store,
            ZoneId zone,
            String account,
            AlertKind kind,
            String args,
            Instant since,
            @Nullable Instant clearedAt) {}

    /** What is broken, and what is to be warned of and has stood for that long. */
    @Transactional
    List<Told> claimOpened(Duration warningsAfter) {
        var broken = Stream.of(AlertKind.values())
                .filter(it -> it.severity() == Severity.BROKEN)
                .map(Enum::name)
                .toList();
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH claimed AS (
                            INSERT INTO alert_mail AS m (alert_id, claimed_until)
                            SELECT id, now() + interval '2 minutes' FROM account_alert
                            WHERE cleared_at IS NULL
                                AND (kind = ANY(:broken) OR since <= now() - make_interval(secs => :after))
                            ON CONFLICT (alert_id) DO UPDATE SET claimed_until = excluded.claimed_until
                                WHERE m.mailed_at IS NULL AND m.claimed_until < now()
                            RETURNING alert_id
                        )
                        """ + TOLD)
                .bind("broken", SqlArray.of(String.class, broken))
                .bind("after", warningsAfter.toSeconds())
                .map(AlertMailRows::read)
                .list());
    }

    /** What is over, where somebody was told that it began. */
    @Transactional
    List<Told> claimCleared() {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        WITH claimed AS (
                            UPDATE alert_mail m SET claimed_until = now() + interval '2 minutes'
                            FROM account_alert a
                            WHERE a.id = m.alert_id AND a.cleared_at IS NOT NULL AND m.mailed_at IS NOT NULL
                                AND m.cleared_mailed_at IS NULL AND m.claimed_until < now()
                            RETURNING m.alert_id
                        )
                        """ + TOLD).map(AlertMailRows::read).list());
    }

    @Transactional
    void told(Collection<Told> alerts) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE alert_mail SET
                            cleared_mailed_at = CASE WHEN mailed_at IS NOT NULL THEN clock_timestamp() END,
                            mailed_at = coalesce(mailed_at, clock_timestamp()), claimed_until = '-infinity'
                        WHERE alert_id = ANY(:alerts)
                        """)
                .bind(
                        "alerts",
                        SqlArray.of(UUID.class, alerts.stream().map(Told::id).toList()))
                .execute());
    }

    private static Told read(ResultSet row, StatementContext context) throws SQLException {
        return new Told(
                row.getObject("id", UUID.class),
                row.getString("store_name"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("account_name"),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("args"),
                Columns.time(row, "since"),
                Columns.timeOrNull(row, "cleared_at"));
    }
}
