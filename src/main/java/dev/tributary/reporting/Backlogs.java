package dev.tributary.reporting;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.reporting.AccountFigures.Backlog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Webhooks that came and are not in the inbox.
 *
 * <p>Nobody has read them, so whose they are is found by looking for accounts' ids in them: in the oldest that wait and
 * the latest that are parked, for there may be very many.
 */
@ApplicationScoped
class Backlogs {

    /** How many webhooks are looked through. */
    private static final int LOOKED_AT = 200;

    /** From here on it does not matter how many there are. */
    private static final int MANY = 10_000;

    private final Jdbi jdbi;

    Backlogs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Of all accounts that are bound and have any. */
    Map<UUID, Backlog> byAccount() {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH stuck AS (
                            SELECT r.platform, r.body, r.received_at, false AS parked
                            FROM (SELECT event_id FROM raw_event_waiting ORDER BY event_id LIMIT :lookedAt) AS w
                            JOIN raw_event r ON r.id = w.event_id
                            WHERE r.received_at < now() - interval '1 minute'
                            UNION ALL
                            SELECT r.platform, r.body, r.received_at, true
                            FROM (SELECT event_id FROM raw_event_verdict
                                  WHERE outcome = 'PARKED' AND unrouted_account IS NULL
                                  ORDER BY event_id DESC LIMIT :lookedAt) AS p
                            JOIN raw_event r ON r.id = p.event_id
                        )
                        SELECT a.id AS account_id, count(*) FILTER (WHERE NOT s.parked) AS waiting,
                            min(s.received_at) FILTER (WHERE NOT s.parked) AS oldest_at,
                            count(*) FILTER (WHERE s.parked) AS parked
                        FROM stuck s JOIN account a ON a.platform = s.platform AND a.unbound_at IS NULL
                            AND position(convert_to('"' || a.external_id || '"', 'UTF8') IN s.body) > 0
                        GROUP BY a.id
                        """)
                .bind("lookedAt", LOOKED_AT)
                .map((row, context) -> Map.entry(
                        Columns.account(row),
                        new Backlog(row.getInt("waiting"), Columns.timeOrNull(row, "oldest_at"), row.getInt("parked"))))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whoever's they are, those that only just came too. Counted up to ten thousand. */
    Cockpit.Server ofServer() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT (SELECT count(*) FROM (SELECT 1 FROM raw_event_waiting LIMIT :many) AS w) AS waiting,
                            (SELECT received_at FROM raw_event
                             WHERE id = (SELECT min(event_id) FROM raw_event_waiting)) AS oldest_at,
                            (SELECT count(*) FROM (SELECT 1 FROM raw_event_verdict
                                WHERE outcome = 'PARKED' LIMIT :many) AS p) AS parked
                        """)
                .bind("many", MANY)
                .map((row, context) -> new Cockpit.Server(
                        row.getInt("waiting"), Columns.timeOrNull(row, "oldest_at"), row.getInt("parked")))
                .one());
    }
}
