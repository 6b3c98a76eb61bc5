package dev.tributary.ingest;

import dev.tributary.connector.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The table of raw events, as the lane works on it. */
@ApplicationScoped
class RawEventRows {

    private static final RowMapper<Waiting> WAITING = (row, context) -> new Waiting(
            row.getLong("id"),
            Platform.valueOf(row.getString("platform")),
            row.getBytes("body"),
            row.getTimestamp("received_at").toInstant());

    private final Jdbi jdbi;

    RawEventRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    enum Outcome {
        APPLIED,
        IGNORED,
        PARKED
    }

    record Waiting(long id, Platform platform, byte[] body, Instant receivedAt) {}

    record Settled(
            long id,
            Outcome outcome,
            @Nullable String reason,
            @Nullable String unroutedAccount) {}

    List<Waiting> lockWaiting(int limit) {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        SELECT id, platform, body, received_at FROM raw_event
                        WHERE settled_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at <= now())
                        ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """).bind("limit", limit).map(WAITING).list());
    }

    List<Long> waiting(int limit) {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        SELECT id FROM raw_event
                        WHERE settled_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at <= now())
                        ORDER BY id LIMIT :limit
                        """).bind("limit", limit).mapTo(Long.class).list());
    }

    /** Without those that somebody else has or has settled. */
    List<Waiting> lock(List<Long> ids) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, platform, body, received_at FROM raw_event
                        WHERE id = ANY(:ids) AND settled_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED
                        """)
                .bindArray("ids", Long.class, ids)
                .map(WAITING)
                .list());
    }

    void settle(List<Settled> settled) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE raw_event r SET settled_at = now(), outcome = s.outcome, reason = s.reason,
                            unrouted_account = s.unrouted
                        FROM unnest(:ids, :outcomes, :reasons, :unrouted) AS s (id, outcome, reason, unrouted)
                        WHERE r.id = s.id
                        """)
                .bindArray("ids", Long.class, settled.stream().map(Settled::id).toList())
                .bindArray(
                        "outcomes",
                        String.class,
                        settled.stream().map(it -> it.outcome().name()).toList())
                .bindArray(
                        "reasons",
                        String.class,
                        settled.stream().map(Settled::reason).collect(Collectors.toList()))
                .bindArray(
                        "unrouted",
                        String.class,
                        settled.stream().map(Settled::unroutedAccount).collect(Collectors.toList()))
                .execute());
    }

    /** Tries again later, each time later, or parks it after the last attempt. */
    void failed(long id, int maxAttempts, String reason) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE raw_event SET attempts = attempts + 1,
                            next_attempt_at = now() + interval '1 second' * power(2, attempts),
                            settled_at = CASE WHEN attempts + 1 >= :max THEN now() END,
                            outcome = CASE WHEN attempts + 1 >= :max THEN 'PARKED' END,
                            reason = left(:reason, 2000)
                        WHERE id = :id AND settled_at IS NULL
                        """)
                .bind("max", maxAttempts)
                .bind("reason", reason)
                .bind("id", id)
                .execute());
    }
}
