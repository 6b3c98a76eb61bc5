package dev.tributary.testing;

import static org.awaitility.Awaitility.await;

import io.quarkus.arc.Arc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What became of webhooks, as the tables tell. */
public final class IngestTester {

    /** Generous: machines that build are busy. Nothing waits this long unless it is broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private IngestTester() {}

    /** @param outcome null while it waits */
    public record Stored(
            long id,
            byte[] body,
            @Nullable String outcome,
            @Nullable String reason) {}

    public static Jdbi jdbi() {
        return Arc.container().instance(Jdbi.class).get();
    }

    public static Optional<Stored> stored(byte[] body) {
        return jdbi().withHandle(db -> db.createQuery("""
                        SELECT r.id, r.body, v.reason,
                            CASE WHEN w.event_id IS NULL THEN coalesce(v.outcome, 'APPLIED') END AS outcome
                        FROM raw_event r LEFT JOIN raw_event_waiting w ON w.event_id = r.id
                            LEFT JOIN raw_event_verdict v ON v.event_id = r.id
                        WHERE r.body_hash = :hash""")
                .bind("hash", hash(body))
                .map((row, context) -> new Stored(
                        row.getLong("id"), row.getBytes("body"), row.getString("outcome"), row.getString("reason")))
                .findOne());
    }

    /** Waits until it was applied, ignored or parked. */
    public static Stored settled(byte[] body) {
        return await().atMost(PATIENCE)
                .until(() -> stored(body), it -> it.isPresent() && it.get().outcome() != null)
                .orElseThrow();
    }

    public static Stored settled(String body) {
        return settled(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Delivers it, and waits until it was applied. */
    public static void arrives(Payload payload) {
        var status = Hook.deliver(payload.bytes());
        if (status != 200) {
            throw new AssertionError("answered " + status);
        }
        var outcome = settled(payload.bytes());
        if (!"APPLIED".equals(outcome.outcome())) {
            throw new AssertionError(outcome.outcome() + ": " + outcome.reason());
        }
    }

    /** Waits until nothing of this account waits any more. */
    public static void drained(WebhookShop shop) {
        await().atMost(PATIENCE).until(() -> number("""
                                SELECT count(*) FROM raw_event_waiting w JOIN raw_event r ON r.id = w.event_id
                                WHERE position(?::bytea IN r.body) > 0""", shop.openId().getBytes(StandardCharsets.UTF_8)) == 0);
    }

    public static long messages(WebhookShop shop) {
        return number("SELECT count(*) FROM message WHERE account_id = ?", shop.account());
    }

    public static List<String> texts(WebhookShop shop) {
        return jdbi().withHandle(
                        db -> db.createQuery("SELECT text FROM message WHERE account_id = ? ORDER BY sent_at, id")
                                .bind(0, shop.account())
                                .mapTo(String.class)
                                .list());
    }

    /** How often this kind of change was told to whoever watches the store. */
    public static long changes(WebhookShop shop, String type) {
        return number("SELECT count(*) FROM change WHERE store_id = ? AND type = ?", shop.store(), type);
    }

    /** The only number that a query answers. */
    public static long number(String sql, Object... arguments) {
        return jdbi().withHandle(
                        db -> db.select(sql, arguments).mapTo(Long.class).one());
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
