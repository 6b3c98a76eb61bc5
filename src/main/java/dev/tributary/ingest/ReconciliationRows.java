package dev.tributary.ingest;

import static java.util.stream.Collectors.toMap;

import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which account is read back when, and by which server. By the database's clock. */
@ApplicationScoped
class ReconciliationRows {

    private final Jdbi jdbi;
    private final Event<ReadingBackRequested> requested;

    ReconciliationRows(Jdbi jdbi, Event<ReadingBackRequested> requested) {
        this.jdbi = jdbi;
        this.requested = requested;
    }

    enum Outcome {
        COMPLETE,
        /** Some of it may not be read: a permission is missing. */
        PARTIAL,
        /** Given up for now, since the platform does not answer. */
        BROKEN,
        DISCONNECTED
    }

    /**
     * An account to be read back by us.
     *
     * @param completeUntil everything before was read earlier
     * @param failures how often it was given up since it last went well
     */
    record Claim(AccountId account, Cause cause, @Nullable Instant completeUntil, Instant beganAt, int failures) {}

    /**
     * Soon, but not before an account has rested for so long. One that we are at now is read again afterwards. Where
     * reading was given up nothing but a person shortens the pause; and whoever wants everything read gets it.
     */
    @Transactional
    void request(Collection<BoundAccount> accounts, Cause cause, Duration rest) {
        // Two who speak of one account may have seen it at different times: once it is, by its id.
        var sorted = accounts.stream()
                .collect(toMap(it -> it.id().value(), it -> it, (one, other) -> one, TreeMap::new))
                .values();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO reconciliation AS r (account_id, store_id, due_at, cause)
                        SELECT a, s, now(), :cause FROM unnest(:accounts, :stores) AS n (a, s)
                        ON CONFLICT (account_id) DO UPDATE SET
                            cause = CASE WHEN r.cause IN ('BOUND', 'ASKED') THEN r.cause ELSE excluded.cause END,
                            due_at = CASE WHEN r.failures > 0 AND NOT :urgent THEN r.due_at
                                ELSE least(r.due_at, greatest(now(),
                                    coalesce(r.last_began_at, '-infinity') + make_interval(secs => :rest))) END
                        """)
                .bind("cause", cause)
                .bind("urgent", cause.everything())
                .bind("rest", rest.toMillis() / 1_000.0)
                .bindArray(
                        "accounts",
                        UUID.class,
                        sorted.stream().map(it -> it.id().value()).toList())
                .bindArray(
                        "stores",
                        UUID.class,
                        sorted.stream().map(it -> it.store().value()).toList())
                .execute());
        requested.fire(new ReadingBackRequested());
    }

    /** Takes those that are due and that nobody is at, and those whose server has not been heard of for too long. */
    @Transactional
    List<Claim> claim(Duration lease, Duration every) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH due AS (
                            SELECT account_id, CASE WHEN held_until IS NULL OR cause IN ('BOUND', 'ASKED') THEN cause
                                ELSE last_cause END AS cause
                            FROM reconciliation
                            WHERE (due_at <= now() AND held_until IS NULL) OR held_until < now()
                            ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED
                        )
                        UPDATE reconciliation r SET held_until = now() + make_interval(secs => :lease),
                            due_at = now() + make_interval(secs => :every), cause = 'SCHEDULED',
                            last_cause = due.cause, last_began_at = now()
                        FROM due WHERE r.account_id = due.account_id
                        RETURNING r.account_id, r.last_cause, r.complete_until, r.last_began_at, r.failures
                        """)
                .bind("lease", lease.toSeconds())
                .bind("every", every.toSeconds())
                .map((row, context) -> {
                    var until = row.getTimestamp("complete_until");
                    return new Claim(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            Cause.valueOf(row.getString("last_cause")),
                            until == null ? null : until.toInstant(),
                            row.getTimestamp("last_began_at").toInstant(),
                            row.getInt("failures"));
                })
                .list());
    }

    /** We are still at it. False if somebody else is by now. */
    @Transactional
    boolean hold(Claim claim, Duration lease) {
        return jdbi.withHandle(db -> db.createUpdate("""
                                UPDATE reconciliation SET held_until = now() + make_interval(secs => :lease)
                                WHERE account_id = :account AND last_began_at = :began AND held_until IS NOT NULL
                                """)
                        .bind("lease", lease.toSeconds())
                        .bind("account", claim.account().value())
                        .bind("began", claim.beganAt())
                        .execute())
                > 0;
    }

    /** We cannot go on; whoever comes next begins anew. */
    @Transactional
    void giveBack(Claim claim) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE reconciliation SET held_until = NULL, due_at = now(),
                            cause = CASE WHEN cause IN ('BOUND', 'ASKED') THEN cause ELSE last_cause END
                        WHERE account_id = :account AND last_began_at = :began
                        """)
                .bind("account", claim.account().value())
                .bind("began", claim.beganAt())
                .execute());
    }

    @Transactional
    void ended(Claim claim, Outcome outcome, @Nullable String because) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE reconciliation SET held_until = NULL, failures = 0, complete_until = CASE
                                WHEN :complete THEN last_began_at ELSE complete_until END,
                            last_ended_at = now(), last_outcome = :outcome, last_failure = left(:because, 500)
                        WHERE account_id = :account AND last_began_at = :began
                        """)
                .bind("complete", outcome == Outcome.COMPLETE || outcome == Outcome.PARTIAL)
                .bind("outcome", outcome)
                .bind("because", because)
                .bind("account", claim.account().value())
                .bind("began", claim.beganAt())
                .execute());
    }

    /** Given up for now; the same is tried again after the pause. */
    @Transactional
    void broken(Claim claim, String because, Duration pause) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE reconciliation SET held_until = NULL, failures = failures + 1,
                            due_at = now() + make_interval(secs => :pause),
                            cause = CASE WHEN cause IN ('BOUND', 'ASKED') THEN cause ELSE last_cause END,
                            last_ended_at = now(), last_outcome = 'BROKEN', last_failure = left(:because, 500)
                        WHERE account_id = :account AND last_began_at = :began
                        """)
                .bind("pause", pause.toMillis() / 1_000.0)
                .bind("because", because)
                .bind("account", claim.account().value())
                .bind("began", claim.beganAt())
                .execute());
    }

    /** Those that have been quiet for unusually long at these times of day. */
    List<AccountId> silent() {
        return jdbi.withHandle(db -> db.createQuery("SELECT account_id FROM account_rhythm WHERE silent")
                .mapTo(UUID.class)
                .map(AccountId::new)
                .list());
    }
}
