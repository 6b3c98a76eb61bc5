package dev.tributary.conversation;

import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Surface;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Whether comments may be answered by direct message, and which were. */
@ApplicationScoped
class PrivateReplies {

    private final Jdbi jdbi;
    private final PrivateReplyRules rules;
    private final Clock clock;

    PrivateReplies(Jdbi jdbi, PrivateReplyRules rules, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.clock = clock;
    }

    /** Refuses what TikTok would refuse, as far as anybody can know. */
    void require(ConversationState thread, Optional<MessageId> comment) {
        facts(thread.id(), null).refusal(rules, clock.instant()).ifPresent(it -> {
            throw it.problem();
        });
        comment.ifPresent(it -> requireFirst(thread, it));
    }

    private void requireFirst(ConversationState thread, MessageId comment) {
        var remoteId = jdbi.withHandle(db -> db.createQuery(
                                "SELECT coalesce(remote_id, '') FROM message WHERE id = :id AND conversation_id = :thread")
                        .bind("id", comment.value())
                        .bind("thread", thread.id())
                        .mapTo(String.class)
                        .findOne())
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.UNKNOWN_MESSAGE, "Answer a comment of this conversation."));
        if (!remoteId.equals(thread.externalId())) {
            throw PrivateReplyReason.NOT_FIRST_LEVEL.problem();
        }
    }

    /** Why this one must not be sent, or sent again; empty too for what is no private reply, or has been found. */
    Optional<PrivateReplyReason> refusalOf(MessageId reply) {
        return jdbi.withHandle(db -> db.createQuery(
                                "SELECT thread_id FROM private_reply WHERE message_id = :id AND conversation_id IS NULL")
                        .bind("id", reply.value())
                        .mapTo(UUID.class)
                        .findOne())
                .flatMap(thread -> facts(thread, reply.value()).refusal(rules, clock.instant()));
    }

    /** The first comment of the thread is answered by this message, which was just written in it. */
    void add(ConversationState thread, UUID message, String clientToken) {
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO private_reply (message_id, account_id, thread_id, commenter_id, client_token)
                        SELECT :message, t.account_id, :thread, t.author_identity_id, :token
                        FROM message t WHERE t.account_id = :account AND t.remote_id = :comment
                        """)
                .bind("message", message)
                .bind("thread", thread.id())
                .bind("account", thread.account())
                .bind("comment", thread.externalId())
                .bind("token", clientToken)
                .execute());
    }

    /** The direct messages with the author of the comment, if there are any. */
    Optional<UUID> directMessages(ConversationId thread) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT d.id FROM conversation c
                        JOIN message t ON t.account_id = c.account_id AND t.remote_id = c.external_id
                        JOIN conversation d ON d.contact_identity_id = t.author_identity_id
                            AND d.account_id = c.account_id AND d.surface = 'DM' AND d.last_message_id IS NOT NULL
                        WHERE c.id = :thread AND c.surface = 'COMMENT'
                        ORDER BY d.last_activity_at DESC, d.id LIMIT 1
                        """)
                .bind("thread", thread.value())
                .mapTo(UUID.class)
                .findOne());
    }

    /** What TikTok answered says something of more than this one reply. */
    void failed(UUID account, @Nullable String code) {
        if (SendOutcome.PRIVATE_REPLIES_OFF.equals(code)) {
            jdbi.useHandle(db -> db.createUpdate("DELETE FROM private_reply_switch WHERE account_id = :account")
                    .bind("account", account)
                    .execute());
        }
    }

    /** @param except a private reply that does not stand in its own way */
    PrivateReplyFacts facts(UUID thread, @Nullable UUID except) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.surface, a.unbound_at IS NULL AS bound, a.market, s.enabled,
                            t.direction = 'OUTBOUND' AS own, t.sent_at, f.deleted_at, p.type = 'PHOTO' AS photo,
                            EXISTS (SELECT 1 FROM private_reply r JOIN message m ON m.id = r.message_id
                                WHERE r.thread_id = c.id AND m.status <> 'FAILED'
                                  AND m.id IS DISTINCT FROM :except) AS answered,
                            EXISTS (SELECT 1 FROM private_reply r JOIN message m ON m.id = r.message_id
                                WHERE r.thread_id = c.id AND m.failure_code = :refused
                                  AND m.id IS DISTINCT FROM :except) AS refused,
                            EXISTS (SELECT 1 FROM conversation d JOIN message m ON m.conversation_id = d.id
                                WHERE d.contact_identity_id = t.author_identity_id AND d.account_id = c.account_id
                                  AND d.surface = 'DM' AND d.last_activity_at > :since
                                  AND m.sent_at > :since AND m.direction IN ('INBOUND', 'OUTBOUND')
                                  AND m.status IS DISTINCT FROM 'FAILED')
                            OR EXISTS (SELECT 1 FROM private_reply r JOIN message m ON m.id = r.message_id
                                WHERE r.account_id = c.account_id AND r.commenter_id = t.author_identity_id
                                  AND r.conversation_id IS NULL AND r.thread_id <> c.id
                                  AND m.sent_at > :since AND m.status <> 'FAILED') AS in_contact
                        FROM conversation c
                        JOIN account a ON a.id = c.account_id
                        LEFT JOIN private_reply_switch s ON s.account_id = c.account_id
                        LEFT JOIN post p ON p.id = c.post_id
                        LEFT JOIN message t ON c.surface = 'COMMENT'
                            AND t.account_id = c.account_id AND t.remote_id = c.external_id
                        LEFT JOIN comment_fact f ON c.surface = 'COMMENT'
                            AND f.account_id = c.account_id AND f.comment_remote_id = c.external_id
                        WHERE c.id = :thread
                        """)
                .bind("thread", thread)
                .bind("except", except)
                .bind("refused", SendOutcome.PRIVATE_REPLY_REFUSED)
                .bind("since", clock.instant().minus(rules.silence()))
                .map((row, context) -> facts(row))
                .one());
    }

    private static PrivateReplyFacts facts(ResultSet row) throws SQLException {
        var enabled = row.getBoolean("enabled");
        var switchedOn = row.wasNull() ? null : enabled;
        return new PrivateReplyFacts(
                Surface.valueOf(row.getString("surface")),
                row.getBoolean("bound"),
                row.getString("market"),
                switchedOn,
                comment(row),
                row.getBoolean("photo"),
                row.getBoolean("answered"),
                row.getBoolean("refused"),
                row.getBoolean("in_contact"));
    }

    private static PrivateReplyFacts.@Nullable Comment comment(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("sent_at");
        return at == null
                ? null
                : new PrivateReplyFacts.Comment(
                        row.getBoolean("own"), row.getTimestamp("deleted_at") != null, at.toInstant());
    }
}
