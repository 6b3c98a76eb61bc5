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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The replies on their way out. All times are the database's, so that servers need not agree on theirs. */
@ApplicationScoped
class DeliveryRows {

    /**
     * Of each account no more than it may have, of each conversation the head of its line. It looks at those only, however
     * many wait behind them.
     */
    private static final String HEADS = """
            WITH RECURSIVE account AS (
                (SELECT account_id FROM delivery WHERE lease_until IS NULL ORDER BY account_id LIMIT 1)
                UNION ALL
                SELECT n.account_id FROM account a CROSS JOIN LATERAL (
                    SELECT account_id FROM delivery WHERE lease_until IS NULL AND account_id > a.account_id
                    ORDER BY account_id LIMIT 1) n
            ), busy AS (
                SELECT account_id, count(*) AS calls FROM delivery WHERE lease_until IS NOT NULL GROUP BY account_id
            ), head AS (
                SELECT h.*, coalesce(b.calls, 0) + h.place AS nth
                FROM account a LEFT JOIN busy b ON b.account_id = a.account_id
                CROSS JOIN LATERAL (
                    SELECT d.message_id, d.account_id, d.surface, d.due_at, d.position, row_number() OVER (
                        ORDER BY d.uncertain_at IS NOT NULL, d.due_at, d.position) AS place
                    FROM delivery d
                    WHERE d.account_id = a.account_id AND d.due_at <= now() AND d.lease_until IS NULL
                      AND (d.uncertain_at IS NOT NULL OR NOT EXISTS (
                          SELECT 1 FROM delivery e
                          WHERE e.conversation_id = d.conversation_id AND e.position < d.position
                            AND (e.uncertain_at IS NULL OR e.uncertain_at > now() - :hold * interval '1 ms')))
                    ORDER BY d.uncertain_at IS NOT NULL, d.due_at, d.position LIMIT :perAccount) h
                WHERE coalesce(b.calls, 0) + h.place <= :perAccount
            )
            """;

    /** A private reply stands in a thread of comments and leaves as a message. */
    private static final String HEARD_ON =
            "CASE WHEN EXISTS (SELECT 1 FROM private_reply p WHERE p.message_id = m.id) THEN 'DM' ELSE c.surface END";

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
                        INSERT INTO delivery (message_id, store_id, account_id, conversation_id, surface, queued_at, due_at)
                        SELECT m.id, m.store_id, m.account_id, c.id, <heardOn>, now(), now()
                        FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = :message
                        """)
                .define("heardOn", HEARD_ON)
                .bind("message", reply.message().value())
                .execute());
    }

    void remove(MessageId message) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM delivery WHERE message_id = :message")
                .bind("message", message.value())
                .execute());
    }

    /**
     * Takes what is due: of each conversation the head of its line, of each account no more than it may have, and the
     * accounts in turn, those first that were not served for longest. It waits for nobody but others that claim.
     *
     * @param limit how many at most
     * @param messages how many of them may be direct messages
     * @param comments how many of them may be comments
     */
    List<Claim> claim(int limit, int messages, int comments) {
        return jdbi.withHandle(db -> db.createQuery(HEADS + """
                        , ranked AS (
                            SELECT h.message_id, h.nth, t.served_at, h.due_at, h.position, row_number() OVER (
                                PARTITION BY h.surface = 'COMMENT'
                                ORDER BY h.nth, t.served_at NULLS FIRST, h.due_at, h.position) AS place,
                                CASE WHEN h.surface = 'COMMENT' THEN :comments ELSE :messages END AS places
                            FROM head h LEFT JOIN delivery_turn t ON t.account_id = h.account_id
                        ), mine AS (
                            SELECT d.message_id, d.account_id FROM delivery d JOIN ranked r ON r.message_id = d.message_id
                            WHERE r.place <= r.places AND d.due_at <= now() AND d.lease_until IS NULL
                            ORDER BY r.nth, r.served_at NULLS FIRST, r.due_at, r.position LIMIT :limit
                            FOR UPDATE OF d SKIP LOCKED
                        ), served AS (
                            INSERT INTO delivery_turn (account_id, served_at)
                            SELECT account_id, clock_timestamp() FROM mine GROUP BY account_id ORDER BY account_id
                            ON CONFLICT (account_id) DO UPDATE SET served_at = excluded.served_at
                        )
                        UPDATE delivery d SET lease_until = now() + :lease * interval '1 ms'
                        FROM mine
                        WHERE d.message_id = mine.message_id
                        RETURNING d.message_id, d.account_id, d.surface, d.lease_until, d.attempts,
                            d.queued_at, d.uncertain_at, now() AS at
                        """)
                .bind("hold", config.uncertainHold().toMillis())
                .bind("perAccount", config.callsPerAccount())
                .bind("limit", limit)
                .bind("messages", messages)
                .bind("comments", comments)
                .bind("lease", config.lease().toMillis())
                .map(DeliveryRows::claim)
                .list());
    }

    /** How much could be claimed. */
    record Due(int messages, int comments) {

        boolean isNothing() {
            return messages + comments == 0;
        }
    }

    Due due() {
        return jdbi.withHandle(db -> db.createQuery(HEADS + """
                        SELECT count(*) FILTER (WHERE surface <> 'COMMENT') AS messages,
                            count(*) FILTER (WHERE surface = 'COMMENT') AS comments
                        FROM head
                        """)
                .bind("hold", config.uncertainHold().toMillis())
                .bind("perAccount", config.callsPerAccount())
                .map((row, context) -> new Due(row.getInt("messages"), row.getInt("comments")))
                .one());
    }

    /**
     * Says of all that wait when they will probably leave, the accounts in turn.
     *
     * @return those of which it was not said before and that wait for longer than {@code moment}
     */
    List<MessageId> expect(double perSecond, boolean comments, Duration moment) {
        return jdbi
                .withHandle(db -> db.createQuery("""
                        WITH line AS (
                            SELECT d.message_id, d.due_at, row_number() OVER (
                                PARTITION BY d.account_id ORDER BY d.due_at, d.position) AS nth
                            FROM delivery d
                            WHERE d.uncertain_at IS NULL AND d.lease_until IS NULL
                              AND (d.surface = 'COMMENT') = :comments
                        ), expected AS (
                            SELECT message_id, greatest(due_at, now())
                                + row_number() OVER (ORDER BY nth, due_at) / :perSecond * interval '1 s' AS at
                            FROM line
                        ), before AS (
                            SELECT d.message_id, d.expected_at FROM delivery d JOIN expected e USING (message_id)
                            WHERE e.at > now() + :moment * interval '1 ms'
                              AND (d.expected_at IS NULL
                                  OR d.expected_at NOT BETWEEN e.at - interval '5 s' AND e.at + interval '5 s')
                            ORDER BY d.message_id FOR UPDATE OF d SKIP LOCKED
                        )
                        UPDATE delivery d SET expected_at = e.at
                        FROM before b, expected e
                        WHERE d.message_id = b.message_id AND e.message_id = d.message_id
                        RETURNING d.message_id, b.expected_at IS NULL AS new
                        """)
                        .bind("comments", comments)
                        .bind("perSecond", perSecond)
                        .bind("moment", moment.toMillis())
                        .map((row, context) ->
                                row.getBoolean("new") ? new MessageId(row.getObject(1, UUID.class)) : null)
                        .list())
                .stream()
                .filter(Objects::nonNull)
                .toList();
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
                        INSERT INTO delivery (message_id, store_id, account_id, conversation_id, surface, queued_at, due_at,
                            uncertain_at)
                        SELECT m.id, m.store_id, m.account_id, c.id, <heardOn>, now(), now() + :wait * interval '1 ms', now()
                        FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = :message
                        ON CONFLICT (message_id) DO NOTHING
                        """)
                .bind("message", message.value())
                .define("heardOn", HEARD_ON)
                .bind("wait", wait.toMillis())
                .execute());
    }

    /**
     * Has an uncertain reply looked for once more, after {@code wait} or sooner. It holds up nothing that waits.
     *
     * @return whether it would not have been looked for otherwise
     */
    boolean addLook(MessageId message, Duration wait) {
        var planned = jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE delivery SET due_at = least(due_at, now() + :wait * interval '1 ms'), unasked = false
                        WHERE message_id = :message AND lease_until IS NULL
                        """)
                .bind("message", message.value())
                .bind("wait", wait.toMillis())
                .execute());
        return planned == 0
                && jdbi.withHandle(db -> db.createUpdate("""
                                INSERT INTO delivery (message_id, store_id, account_id, conversation_id, surface, queued_at,
                                    due_at, uncertain_at)
                                SELECT m.id, m.store_id, m.account_id, c.id, <heardOn>, now(),
                                    now() + :wait * interval '1 ms', m.created_at
                                FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = :message
                                ON CONFLICT (message_id) DO NOTHING
                                """)
                                .define("heardOn", HEARD_ON)
                                .bind("message", message.value())
                                .bind("wait", wait.toMillis())
                                .execute())
                        == 1;
    }

    /** Takes the look for one uncertain reply, whenever it is due. Empty: somebody else has it. */
    Optional<Claim> claim(MessageId message) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE delivery SET lease_until = now() + :lease * interval '1 ms'
                        WHERE message_id = :message AND lease_until IS NULL AND uncertain_at IS NOT NULL
                        RETURNING message_id, account_id, surface, lease_until, attempts, queued_at, uncertain_at, now() AS at
                        """)
                .bind("message", message.value())
                .bind("lease", config.lease().toMillis())
                .map(DeliveryRows::claim)
                .findOne());
    }

    /**
     * Gives back a look that could not be made, to be made after {@code wait}.
     *
     * @return whether that is news
     */
    boolean unasked(Claim claim, Duration wait) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH mine AS (
                            SELECT message_id, unasked FROM delivery
                            WHERE message_id = :message AND lease_until = :mine FOR UPDATE
                        )
                        UPDATE delivery d SET lease_until = NULL, due_at = now() + :wait * interval '1 ms', unasked = true
                        FROM mine WHERE d.message_id = mine.message_id
                        RETURNING NOT mine.unasked
                        """)
                .bind("wait", wait.toMillis())
                .bind("message", claim.message().value())
                .bind("mine", claim.leaseUntil())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
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
