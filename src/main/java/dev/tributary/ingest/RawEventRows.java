package dev.tributary.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.connector.Platform;
import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Raw events and what is still to be done with them, as the lane works on them. */
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
            Platform platform,
            Outcome outcome,
            @Nullable String reason,
            @Nullable String unroutedAccount) {}

    /**
     * Takes those whose turn it is and that nobody else has, oldest first. They wait no more, unless the transaction
     * fails.
     */
    List<Waiting> take(int limit) {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        WITH due AS (
                            SELECT event_id FROM raw_event_waiting
                            WHERE next_attempt_at IS NULL OR next_attempt_at <= now()
                            ORDER BY event_id LIMIT :limit FOR UPDATE SKIP LOCKED
                        ), taken AS (
                            DELETE FROM raw_event_waiting w USING due WHERE w.event_id = due.event_id
                            RETURNING w.event_id
                        )
                        SELECT r.id, r.platform, r.body, r.received_at
                        FROM taken JOIN raw_event r ON r.id = taken.event_id ORDER BY r.id
                        """).bind("limit", limit).map(WAITING).list());
    }

    /** The same of these. */
    List<Waiting> take(List<Long> ids) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH due AS (
                            SELECT event_id FROM raw_event_waiting WHERE event_id = ANY(:ids)
                            ORDER BY event_id FOR UPDATE SKIP LOCKED
                        ), taken AS (
                            DELETE FROM raw_event_waiting w USING due WHERE w.event_id = due.event_id
                            RETURNING w.event_id
                        )
                        SELECT r.id, r.platform, r.body, r.received_at
                        FROM taken JOIN raw_event r ON r.id = taken.event_id ORDER BY r.id
                        """)
                .bind("ids", SqlArray.of(Long.class, ids))
                .map(WAITING)
                .list());
    }

    /** Those that {@link #take(int)} would take. */
    List<Long> waiting(int limit) {
        return jdbi.withHandle(
                db -> db.createQuery("""
                        SELECT event_id FROM raw_event_waiting
                        WHERE next_attempt_at IS NULL OR next_attempt_at <= now()
                        ORDER BY event_id LIMIT :limit
                        """).bind("limit", limit).mapTo(Long.class).list());
    }

    /** Those of them that were ever stored, settled or not. */
    Map<BodyHash, Waiting> withHashes(Platform platform, Collection<BodyHash> hashes) {
        if (hashes.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, platform, body, received_at FROM raw_event
                        WHERE platform = :platform
                          AND body_hash IN (SELECT decode(h, 'hex') FROM unnest(:hashes) AS h)
                        """)
                .bind("platform", platform)
                .bind(
                        "hashes",
                        SqlArray.of(
                                String.class, hashes.stream().map(BodyHash::hex).toList()))
                .map(WAITING)
                .collect(toUnmodifiableMap(it -> BodyHash.of(it.body()), Function.identity())));
    }

    /** Writes down what there is to say; of most events, which were simply applied, nothing. */
    void settle(List<Settled> settled) {
        var remarkable = settled.stream()
                .filter(it -> it.outcome() != Outcome.APPLIED || it.reason() != null)
                .toList();
        if (remarkable.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO raw_event_verdict (event_id, platform, outcome, reason, unrouted_account)
                        SELECT * FROM unnest(:ids, :platforms, :outcomes, :reasons, :unrouted) AS v (i, p, o, r, u)
                        """)
                .bind(
                        "ids",
                        SqlArray.of(
                                Long.class, remarkable.stream().map(Settled::id).toList()))
                .bind(
                        "platforms",
                        SqlArray.of(
                                String.class,
                                remarkable.stream()
                                        .map(it -> it.platform().name())
                                        .toList()))
                .bind(
                        "outcomes",
                        SqlArray.of(
                                String.class,
                                remarkable.stream()
                                        .map(it -> it.outcome().name())
                                        .toList()))
                .bind(
                        "reasons",
                        SqlArray.of(
                                String.class,
                                remarkable.stream().map(Settled::reason).collect(Collectors.toList())))
                .bind(
                        "unrouted",
                        SqlArray.of(
                                String.class,
                                remarkable.stream()
                                        .map(Settled::unroutedAccount)
                                        .collect(Collectors.toList())))
                .execute());
    }

    /** Tries again later, each time later, or parks it after the last attempt. Needs a transaction. */
    void failed(long id, int maxAttempts, String reason) {
        jdbi.useHandle(db -> {
            db.createUpdate("""
                            UPDATE raw_event_waiting SET attempts = attempts + 1,
                                next_attempt_at = now() + interval '1 second' * power(2, attempts)
                            WHERE event_id = :id
                            """).bind("id", id).execute();
            db.createUpdate("""
                            WITH given_up AS (
                                DELETE FROM raw_event_waiting WHERE event_id = :id AND attempts >= :max
                                RETURNING event_id
                            )
                            INSERT INTO raw_event_verdict (event_id, platform, outcome, reason)
                            SELECT r.id, r.platform, 'PARKED', left(:reason, 2000)
                            FROM given_up JOIN raw_event r ON r.id = given_up.event_id
                            """)
                    .bind("max", maxAttempts)
                    .bind("reason", reason)
                    .bind("id", id)
                    .execute();
        });
    }
}
