package dev.tributary.conversation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.Quoters.Quoted;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How far replies got on their way out, told by whoever carries them.
 *
 * <p>What changes a reply needs a transaction in which it was locked: first its conversation, then its own row, and only
 * then whatever the caller keeps about it. Everybody takes them in this order.
 */
@ApplicationScoped
public class OutgoingReplies {

    private static final String SELECT = """
            SELECT m.id, m.conversation_id, m.store_id, m.account_id, m.status, m.remote_id, m.text, m.quoted_remote_id, m.created_at,
                m.type, m.content, c.surface, c.external_id, r.message_id IS NOT NULL AS privately,
                p.external_id AS post_external_id, x.handed_over_as
            FROM message m JOIN conversation c ON c.id = m.conversation_id LEFT JOIN post p ON p.id = c.post_id
            LEFT JOIN media x ON x.message_id = m.id AND m.type = 'IMAGE'
            LEFT JOIN private_reply r ON r.message_id = m.id AND r.conversation_id IS NULL
            WHERE m.id = :id AND m.direction = 'OUTBOUND'
            """;

    private final Jdbi jdbi;
    private final ConversationService conversations;
    private final ConversationRefresh refresh;
    private final RemoteIds remoteIds;
    private final PrivateReplies privateReplies;
    private final PrivateReplyArrivals arrivals;
    private final Quoters quoters;
    private final ChangeLog changes;
    private final MessagingRules rules;
    private final Clock clock;

    OutgoingReplies(
            Jdbi jdbi,
            ConversationService conversations,
            ConversationRefresh refresh,
            RemoteIds remoteIds,
            PrivateReplies privateReplies,
            PrivateReplyArrivals arrivals,
            Quoters quoters,
            ChangeLog changes,
            MessagingRules rules,
            Clock clock) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.refresh = refresh;
        this.remoteIds = remoteIds;
        this.privateReplies = privateReplies;
        this.arrivals = arrivals;
        this.quoters = quoters;
        this.changes = changes;
        this.rules = rules;
        this.clock = clock;
    }

    /** A reply as it stood when it was read. */
    public record Outgoing(
            MessageId id,
            ConversationId conversation,
            StoreId store,
            AccountId account,
            MessageStatus status,
            @Nullable String remoteId,
            OutboundMessage message,
            Instant createdAt) {

        /** Provably nobody has it yet. */
        public boolean waiting() {
            return status == MessageStatus.QUEUED || status == MessageStatus.RETRYING;
        }
    }

    public Optional<Outgoing> find(MessageId reply) {
        return jdbi.withHandle(db -> read(db, reply, ""));
    }

    /** The same, and nobody else changes it until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public Outgoing lock(MessageId reply) {
        return lock(reply, null);
    }

    /**
     * The same for a reply that is going to be {@link #sent}: what bears its name by now, perhaps in another
     * conversation, is locked with it, in the order in which everybody locks conversations.
     */
    @Transactional(TxType.MANDATORY)
    public Outgoing lock(MessageId reply, @Nullable String remoteId) {
        return jdbi.withHandle(db -> {
            db.createQuery("""
                            SELECT 1 FROM conversation WHERE id IN (
                                SELECT conversation_id FROM message WHERE id = :id
                                UNION ALL
                                SELECT b.conversation_id FROM message m
                                JOIN message b ON b.account_id = m.account_id AND b.remote_id = :remoteId
                                WHERE m.id = :id)
                            ORDER BY id FOR NO KEY UPDATE
                            """)
                    .bind("id", reply.value())
                    .bind("remoteId", remoteId)
                    .mapTo(Integer.class)
                    .list();
            return read(db, reply, "FOR NO KEY UPDATE OF m").orElseThrow();
        });
    }

    /**
     * Why the platform must not be asked to take it, although it was allowed when it was written: the window has closed
     * since, or others of ours were faster. What waits behind it does not count.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Refused> refusedByNow(Outgoing reply) {
        if (reply.message().privately()) {
            return privateReplies.refusalOf(reply.id()).map(it -> new Refused(it.code(), it.whatNow()));
        }
        if (reply.message().surface() != Surface.DM) {
            return Optional.empty();
        }
        var window = jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.account_id, c.last_inbound_at, c.window_used, c.silent_used, c.customer_replied,
                            (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'OUTBOUND'
                                AND m.remote_id IS NULL AND m.status IN ('QUEUED', 'RETRYING')) AS waiting
                        FROM conversation c WHERE c.id = :id
                        """)
                .bind("id", reply.conversation().value())
                .map((row, context) -> new AnswerWindow(
                                rules.quota(row.getObject("account_id", UUID.class)), Answers.of(row))
                        .without(row.getInt("waiting")))
                .one());
        return window.refusal(clock.instant())
                .map(it -> new Refused(it.problem().slug(), it.whatNow()));
    }

    /** @param code names it, as problems do */
    public record Refused(String code, String reason) {}

    /** The call is made as soon as this is committed. */
    @Transactional(TxType.MANDATORY)
    public void sending(Outgoing reply) {
        mark(reply, MessageStatus.SENDING, null, null);
    }

    /** It was not sent and will be tried again by itself. */
    @Transactional(TxType.MANDATORY)
    public void retrying(Outgoing reply, @Nullable String code, @Nullable String reason) {
        mark(reply, MessageStatus.RETRYING, code, reason);
    }

    /** Nobody knows whether it was sent. */
    @Transactional(TxType.MANDATORY)
    public void uncertain(Outgoing reply, @Nullable String code, @Nullable String reason) {
        mark(reply, MessageStatus.UNCERTAIN, code, reason);
    }

    /** It was not sent and will not be. Somebody should know, so the conversation opens. */
    @Transactional(TxType.MANDATORY)
    public void failed(Outgoing reply, @Nullable String code, @Nullable String reason) {
        mark(reply, MessageStatus.FAILED, code, reason);
        privateReplies.failed(reply.account().value(), code);
        conversations.setStatus(reply.conversation(), ConversationStatus.OPEN, null, null);
    }

    /**
     * The platform has it. Whatever else the platform told us of the same message becomes one with it.
     *
     * @param remoteId the platform's name of it, if it said one
     * @param at when, by the platform's clock, if it said so
     * @return another reply of ours that had been taken for this one, and is uncertain again
     */
    @Transactional(TxType.MANDATORY)
    public Optional<MessageId> sent(Outgoing reply, @Nullable String remoteId, @Nullable Instant at) {
        if (reply.remoteId() != null) {
            return Optional.empty();
        }
        var claimed = remoteId == null
                ? RemoteIds.Claimed.FREE
                : remoteIds.claim(reply.account(), remoteId, reply.conversation());
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE message SET remote_id = :remoteId, sent_at = coalesce(:at, sent_at),
                            status = CASE WHEN status IN ('DELIVERED', 'READ') THEN status ELSE 'SENT' END,
                            failure_code = NULL, failure_reason = NULL
                        WHERE id = :id
                        """)
                .bind("remoteId", remoteId)
                .bind("at", claimed.at() == null ? at : claimed.at())
                .bind("id", reply.id().value())
                .execute());
        if (reply.message().privately() && claimed.conversation() != null && claimed.at() != null) {
            arrivals.move(reply.id().value(), reply.conversation().value(), claimed.conversation(), claimed.at());
            tell(reply, claimed.conversation());
        }
        tell(reply);
        if (remoteId != null) {
            quoters.tellOf(List.of(new Quoted(reply.account().value(), remoteId)));
        }
        return Optional.ofNullable(claimed.displaced());
    }

    /** Which of the messages that the account was found to have said is this reply. */
    public Optional<SentMessage> foundAmong(Outgoing reply, Collection<SentMessage> said) {
        var possible = said.stream()
                .filter(it -> !it.at().isBefore(reply.createdAt().minus(EchoMatching.SKEW)))
                .sorted(Comparator.comparing(SentMessage::at).thenComparing(SentMessage::externalId))
                .toList();
        var known = remoteIds.known(
                reply.account(), possible.stream().map(SentMessage::externalId).collect(toUnmodifiableSet()));
        var news =
                possible.stream().filter(it -> !known.contains(it.externalId())).toList();
        var saying = reply.message().saying();
        return Likeness.pick(
                news,
                it -> saying.accept(new Likeness(it.content())),
                it -> it.at().isBefore(reply.createdAt().plus(EchoMatching.PICTURE_ECHO)));
    }

    /** The platform does not have it, as far as it says. */
    @Transactional(TxType.MANDATORY)
    public void notFound(Outgoing reply) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE message SET checked_at = :now WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", reply.id().value())
                .execute());
        tell(List.of(reply.id()));
    }

    /** How they stand with whoever carries them is another than before: whoever looks at them should know. */
    @Transactional
    public void tell(Collection<MessageId> replies) {
        jdbi.withHandle(db -> db.createQuery(
                                "SELECT id, store_id FROM message WHERE id = ANY(:ids) ORDER BY store_id, id")
                        .bindArray(
                                "ids",
                                UUID.class,
                                replies.stream().map(MessageId::value).toList())
                        .map((row, context) ->
                                Map.entry(row.getObject("store_id", UUID.class), row.getObject("id", UUID.class)))
                        .list())
                .forEach(it -> changes.record(it.getKey(), ChangeTypes.MESSAGE, it.getValue()));
    }

    private void mark(Outgoing reply, MessageStatus status, @Nullable String code, @Nullable String reason) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE message SET status = :status, failure_code = :code, failure_reason = :reason, checked_at = NULL
                        WHERE id = :id
                        """)
                .bind("status", status)
                .bind("code", code)
                .bind("reason", reason)
                .bind("id", reply.id().value())
                .execute());
        tell(reply);
    }

    private void tell(Outgoing reply) {
        tell(reply, reply.conversation().value());
    }

    private void tell(Outgoing reply, UUID conversation) {
        refresh.of(List.of(conversation));
        changes.record(reply.store().value(), ChangeTypes.MESSAGE, reply.id().value());
        changes.record(reply.store().value(), ChangeTypes.CONVERSATION, conversation);
    }

    private static Optional<Outgoing> read(Handle db, MessageId reply, String lock) {
        return db.createQuery(SELECT + lock)
                .bind("id", reply.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Outgoing read(ResultSet row) throws SQLException {
        return new Outgoing(
                new MessageId(row.getObject("id", UUID.class)),
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                new StoreId(row.getObject("store_id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                MessageStatus.valueOf(row.getString("status")),
                row.getString("remote_id"),
                new OutboundMessage(
                        Surface.valueOf(row.getString("surface")),
                        row.getString("external_id"),
                        row.getString("post_external_id"),
                        row.getString("quoted_remote_id"),
                        Sayings.read(row),
                        row.getBoolean("privately")),
                row.getTimestamp("created_at").toInstant());
    }
}
