package dev.tributary.delivery;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.ReplyQueued;
import dev.tributary.store.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The replies on their way out. All times are the database's, so that servers need not agree on theirs. */
@ApplicationScoped
class DeliveryRows {

    private final Jdbi jdbi;
    private final DeliveryConfig config;

    DeliveryRows(Jdbi jdbi, DeliveryConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** At the end of its conversation's line, also when it stood there before. */
    void add(ReplyQueued reply) {
        remove(reply.message());
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO delivery (message_id, store_id, account_id, conversation_id, queued_at, due_at)
                        VALUES (:message, :store, :account, :conversation, now(), now())
                        """)
                .bind("message", reply.message().value())
                .bind("store", reply.store().value())
                .bind("account", reply.account().value())
                .bind("conversation", reply.conversation().value())
                .execute());
    }

    void remove(MessageId message) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM delivery WHERE message_id = :message")
                .bind("message", message.value())
                .execute());
    }

    /**
     * Takes what is due: of each conversation the head of its line, of each account no more than it may have, and the
     * accounts in turn. It locks nothing but rows of this table and waits for nobody.
     */
    List<Claim> claim(int limit) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH busy AS (
                            SELECT account_id, count(*) AS calls FROM delivery
                            WHERE lease_until IS NOT NULL GROUP BY account_id
                        ), due AS (
                            SELECT d.message_id, coalesce(b.calls, 0) + row_number() OVER (
                                PARTITION BY d.account_id ORDER BY d.uncertain_at IS NOT NULL, d.due_at, d.position) AS nth
                            FROM delivery d LEFT JOIN busy b ON b.account_id = d.account_id
                            WHERE d.due_at <= now() AND d.lease_until IS NULL
                              AND (d.uncertain_at IS NOT NULL OR NOT EXISTS (
                                  SELECT 1 FROM delivery e
                                  WHERE e.conversation_id = d.conversation_id AND e.position < d.position
                                    AND (e.uncertain_at IS NULL OR e.uncertain_at > now() - :hold * interval '1 ms')))
                        ), mine AS (
                            SELECT d.message_id FROM delivery d JOIN due ON due.message_id = d.message_id
                            WHERE due.nth <= :perAccount AND d.due_at <= now() AND d.lease_until IS NULL
                            ORDER BY due.nth, d.due_at, d.position LIMIT :limit
                            FOR UPDATE OF d SKIP LOCKED
                        )
                        UPDATE delivery d SET lease_until = now() + :lease * interval '1 ms'
                        FROM mine, conversation c
                        WHERE d.message_id = mine.message_id AND c.id = d.conversation_id
                        RETURNING d.message_id, d.account_id, c.surface, d.lease_until, d.attempts,
                            d.queued_at, d.uncertain_at, now() AS at
                        """)
                .bind("hold", config.uncertainHold().toMillis())
                .bind("perAccount", config.callsPerAccount())
                .bind("limit", limit)
                .bind("lease", config.lease().toMillis())
                .map(DeliveryRows::claim)
                .list());
    }

    /** Empty if it is not ours any more: another worker may be at it. */
    Optional<Claim> begin(Claim claim) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE delivery SET attempts = attempts + 1, lease_until = now() + :lease * interval '1 ms'
                        WHERE message_id = :message AND lease_until = :mine
                        RETURNING lease_until
                        """)
                .bind("lease", config.lease().toMillis())
                .bind("message", claim.message().value())
                .bind("mine", claim.leaseUntil())
                .map((row, context) -> new Claim(
                        claim.message(),
                        claim.account(),
                        claim.surface(),
                        time(row, "lease_until"),
                        claim.attempts() + 1,
                        claim.age(),
                        claim.uncertainFor()))
                .findOne());
    }

    /** Whether it is still ours, and then until the transaction ends. */
    boolean holds(Claim claim) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT 1 FROM delivery WHERE message_id = :message AND lease_until = :mine FOR UPDATE")
                .bind("message", claim.message().value())
                .bind("mine", claim.leaseUntil())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Gives it back, to be taken again after {@code wait}. Does nothing if it is not ours any more. */
    void postpone(Claim claim, Duration wait) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE delivery SET lease_until = NULL, due_at = now() + :wait * interval '1 ms'
                        WHERE message_id = :message AND lease_until = :mine
                        """)
                .bind("wait", wait.toMillis())
                .bind("message", claim.message().value())
                .bind("mine", claim.leaseUntil())
                .execute());
    }

    /** From now on all that is done is to look what became of it, first after {@code wait}. */
    void uncertain(MessageId message, Duration wait) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE delivery SET lease_until = NULL, uncertain_at = now(),
                            due_at = now() + :wait * interval '1 ms'
                        WHERE message_id = :message
                        """)
                .bind("wait", wait.toMillis())
                .bind("message", message.value())
                .execute());
    }

    /** A reply that had been settled is uncertain again. Its place in the line is the last. */
    void addUncertain(MessageId message, Duration wait) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO delivery (message_id, store_id, account_id, conversation_id, queued_at, due_at,
                            uncertain_at)
                        SELECT :message, store_id, account_id, conversation_id, now(), now() + :wait * interval '1 ms', now()
                        FROM message WHERE id = :message
                        ON CONFLICT (message_id) DO NOTHING
                        """)
                .bind("message", message.value())
                .bind("wait", wait.toMillis())
                .execute());
    }

    /** Claims that ended without a word. */
    List<MessageId> expired() {
        return jdbi.withHandle(db -> db.createQuery("SELECT message_id FROM delivery WHERE lease_until < now()")
                .mapTo(UUID.class)
                .map(MessageId::new)
                .list());
    }

    /** Ends such a claim, unless somebody did meanwhile. Needs a transaction. */
    boolean release(MessageId message) {
        return jdbi.withHandle(db -> db.createUpdate(
                                "UPDATE delivery SET lease_until = NULL WHERE message_id = :message AND lease_until < now()")
                        .bind("message", message.value())
                        .execute())
                == 1;
    }

    private static Claim claim(ResultSet row, StatementContext context) throws SQLException {
        var now = time(row, "at");
        return new Claim(
                new MessageId(row.getObject("message_id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                Surface.valueOf(row.getString("surface")),
                time(row, "lease_until"),
                row.getInt("attempts"),
                Duration.between(time(row, "queued_at"), now),
                row.getObject("uncertain_at") == null ? null : Duration.between(time(row, "uncertain_at"), now));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
