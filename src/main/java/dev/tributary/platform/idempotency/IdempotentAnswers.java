package dev.tributary.platform.idempotency;

import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The memory behind {@code Idempotency-Key}.
 *
 * <p>A key is claimed before the work and settled after it. A key that was claimed and never settled belongs to a
 * request that runs now or that died with the process: nobody knows whether it took effect, so it is not run again.
 */
@ApplicationScoped
public class IdempotentAnswers {

    private static final Duration KEPT = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Clock clock;

    IdempotentAnswers(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Empty if the caller is the first with this key and must now do the work; else what the first was answered. */
    public Optional<IdempotentAnswer> claim(String principal, String key, byte[] request) {
        return jdbi.withHandle(db -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            // A key older than a day is as good as new.
            var claimed = db.createUpdate("""
                            INSERT INTO idempotent_answer AS a (principal, key, request_hash, created_at)
                            VALUES (:principal, :key, :request, :now)
                            ON CONFLICT ON CONSTRAINT idempotent_answer_once DO UPDATE
                            SET request_hash = :request, created_at = :now, status = NULL, content_type = NULL, body = NULL
                            WHERE a.created_at <= :forgotten
                            """)
                    .bind("principal", principal)
                    .bind("key", key)
                    .bind("request", request)
                    .bind("now", now)
                    .bind("forgotten", now.minus(KEPT))
                    .execute();
            if (claimed == 1) {
                return Optional.empty();
            }
            var first = db.createQuery("SELECT request_hash, status, content_type, body FROM idempotent_answer"
                            + " WHERE principal = :principal AND key = :key")
                    .bind("principal", principal)
                    .bind("key", key)
                    .map((row, context) -> new Row(
                            row.getBytes("request_hash"),
                            (Integer) row.getObject("status"),
                            row.getString("content_type"),
                            row.getBytes("body")))
                    // The first may have failed and released the key between the two statements.
                    .findOne();
            return Optional.of(answerOf(first, request));
        });
    }

    public void settle(String principal, String key, IdempotentAnswer answer) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE idempotent_answer SET status = :status, content_type = :contentType, body = :body
                        WHERE principal = :principal AND key = :key
                        """)
                .bind("status", answer.status())
                .bind("contentType", answer.contentType())
                .bind("body", answer.body())
                .bind("principal", principal)
                .bind("key", key)
                .execute());
    }

    /** Forgets a claim whose work failed in a way that is worth another try. */
    public void release(String principal, String key) {
        jdbi.useHandle(
                db -> db.createUpdate("DELETE FROM idempotent_answer WHERE principal = :principal AND key = :key")
                        .bind("principal", principal)
                        .bind("key", key)
                        .execute());
    }

    @Scheduled(every = "1h", delayed = "1m", skipExecutionIf = WhileNotServing.class)
    void forgetOld() {
        Instant forgotten = clock.instant().minus(KEPT);
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM idempotent_answer WHERE created_at <= :forgotten")
                .bind("forgotten", forgotten.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static IdempotentAnswer answerOf(Optional<Row> first, byte[] request) {
        if (first.isPresent() && !MessageDigest.isEqual(first.get().requestHash(), request)) {
            throw new ProblemException(
                    PlatformProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a request that differs.");
        }
        var status = first.map(Row::status).orElse(null);
        if (first.isEmpty() || status == null) {
            throw new ProblemException(
                    PlatformProblem.REQUEST_IN_PROGRESS,
                    "Try again shortly. If this stays, look whether the first request took effect.");
        }
        return new IdempotentAnswer(
                status, first.get().contentType(), first.get().body());
    }

    private record Row(
            byte[] requestHash,
            @Nullable Integer status,
            @Nullable String contentType,
            byte @Nullable [] body) {}
}
