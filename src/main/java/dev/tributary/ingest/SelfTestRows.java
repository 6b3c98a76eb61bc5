package dev.tributary.ingest;

import dev.tributary.connector.Platform;
import dev.tributary.store.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who tests which account, and what became of a probe. */
@ApplicationScoped
class SelfTestRows {

    private final Jdbi jdbi;

    SelfTestRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param outcome null while it waits */
    record Probe(@Nullable String outcome, @Nullable String reason) {}

    /** False if somebody is at it. */
    @Transactional
    boolean begin(AccountId account, Duration lease) {
        return jdbi.withHandle(db -> db.createUpdate("""
                                INSERT INTO self_test AS t VALUES (:account, now() + make_interval(secs => :lease))
                                ON CONFLICT (account_id) DO UPDATE SET held_until = excluded.held_until
                                WHERE t.held_until < now()
                                """)
                        .bind("account", account.value())
                        .bind("lease", lease.toSeconds())
                        .execute())
                > 0;
    }

    @Transactional
    void end(AccountId account) {
        jdbi.useHandle(db -> db.execute("DELETE FROM self_test WHERE account_id = ?", account.value()));
    }

    Optional<Probe> find(Platform platform, BodyHash hash) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT CASE WHEN w.event_id IS NULL THEN coalesce(v.outcome, 'APPLIED') END AS outcome, v.reason
                        FROM raw_event r LEFT JOIN raw_event_waiting w ON w.event_id = r.id
                            LEFT JOIN raw_event_verdict v ON v.event_id = r.id
                        WHERE r.platform = :platform AND r.body_hash = :hash
                        """)
                .bind("platform", platform)
                .bind("hash", hash.bytes())
                .map((row, context) -> new Probe(row.getString("outcome"), row.getString("reason")))
                .findOne());
    }

    /** A settled probe has done its work. */
    @Transactional
    void forget(Platform platform, BodyHash hash) {
        jdbi.useHandle(db -> db.createUpdate("""
                        DELETE FROM raw_event r WHERE platform = :platform AND body_hash = :hash
                          AND NOT EXISTS (SELECT 1 FROM raw_event_waiting w WHERE w.event_id = r.id)
                        """)
                .bind("platform", platform)
                .bind("hash", hash.bytes())
                .execute());
    }
}
