package dev.tributary.ingest;

import dev.tributary.connector.Platform;
import dev.tributary.ingest.InboundHints.RowsWaiting;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.AccountBound;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Webhooks that could not be handled: what they are, why, and how they are tried again. */
@ApplicationScoped
public class ParkedEvents {

    /** How much of a body is shown, in bytes. */
    private static final int SHOWN = 4_000;

    /** @param which a condition on {@code raw_event_verdict}, of constant text */
    private static String unpark(String which) {
        return """
                WITH unparked AS (
                    DELETE FROM raw_event_verdict WHERE outcome = 'PARKED' AND %s RETURNING event_id
                )
                INSERT INTO raw_event_waiting (event_id) SELECT event_id FROM unparked
                """.formatted(which);
    }

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Event<RowsWaiting> waiting;
    private final IngestConfig config;

    ParkedEvents(Jdbi jdbi, Accounts accounts, Event<RowsWaiting> waiting, IngestConfig config) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.waiting = waiting;
        this.config = config;
    }

    /**
     * A webhook that waits for a person.
     *
     * @param account the account it speaks of, where nobody here has bound it
     * @param body its beginning, as text
     */
    public record ParkedEvent(
            String id,
            Platform platform,
            Instant receivedAt,
            @Nullable String reason,
            @Nullable String account,
            String body) {}

    /** Newest first. */
    public Page<ParkedEvent> list(PageLimit limit, Optional<Cursor> after) {
        var rows = jdbi.withHandle(db -> db.createQuery("""
                        SELECT r.id, r.platform, r.received_at, v.reason, v.unrouted_account,
                            substring(r.body FROM 1 FOR :shown) AS body
                        FROM raw_event_verdict v JOIN raw_event r ON r.id = v.event_id
                        WHERE v.outcome = 'PARKED' AND v.event_id < :after ORDER BY v.event_id DESC LIMIT :limit
                        """)
                .bind("shown", SHOWN)
                .bind("after", after.map(it -> it.number(0)).orElse(Long.MAX_VALUE))
                .bind("limit", limit.andOneMore())
                .map((row, context) -> new ParkedEvent(
                        row.getString("id"),
                        Platform.valueOf(row.getString("platform")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("reason"),
                        row.getString("unrouted_account"),
                        new String(row.getBytes("body"), StandardCharsets.UTF_8)))
                .list());
        return Page.cut(rows, limit, it -> Cursor.of(Long.valueOf(it.id())));
    }

    @Transactional
    public void replay(long id) {
        var found = jdbi.withHandle(
                db -> db.createUpdate(unpark("event_id = :id")).bind("id", id).execute());
        if (found == 0) {
            throw new ProblemException(
                    IngestProblem.UNKNOWN_PARKED_EVENT, "It may have been replayed already: load the list again.");
        }
        waiting.fire(new RowsWaiting());
    }

    /** Replays all, and says how many. */
    @Transactional
    public int replayAll() {
        var count = jdbi.withHandle(db -> db.createUpdate(unpark("true")).execute());
        waiting.fire(new RowsWaiting());
        return count;
    }

    /** What came for an account before it was bound is handled now. */
    void replayFor(@Observes AccountBound event) {
        jdbi.useHandle((Handle db) -> db.createUpdate(unpark("platform = :platform AND unrouted_account = :account"))
                .bind("platform", event.account().platform())
                .bind("account", event.account().externalId())
                .execute());
        waiting.fire(new RowsWaiting());
    }

    /** Finds those that were being parked at the very moment at which their account was bound. */
    @Scheduled(every = "1m", delayed = "30s", skipExecutionIf = WhileNotServing.class)
    @Transactional
    void replayOfBound() {
        var bound = accounts.all();
        var count = jdbi.withHandle(db -> db.createUpdate(
                        unpark("(platform, unrouted_account) IN (SELECT * FROM unnest(:platforms, :accounts))"))
                .bindArray(
                        "platforms",
                        String.class,
                        bound.stream().map(it -> it.platform().name()).toList())
                .bindArray(
                        "accounts",
                        String.class,
                        bound.stream().map(BoundAccount::externalId).toList())
                .execute());
        if (count > 0) {
            waiting.fire(new RowsWaiting());
        }
    }

    @Scheduled(every = "1h", delayed = "5m", skipExecutionIf = WhileNotServing.class)
    void purge() {
        int purged;
        do {
            purged = jdbi.withHandle(db -> db.createUpdate("""
                            DELETE FROM raw_event WHERE id IN (
                                SELECT id FROM raw_event r
                                WHERE received_at < now() - make_interval(secs => :seconds)
                                  AND NOT EXISTS (SELECT 1 FROM raw_event_waiting w WHERE w.event_id = r.id)
                                  AND NOT EXISTS (SELECT 1 FROM raw_event_verdict v
                                                  WHERE v.event_id = r.id AND v.outcome = 'PARKED')
                                LIMIT 10000)
                            """)
                    .bind("seconds", config.retention().toSeconds())
                    .execute());
        } while (purged > 0);
    }
}
