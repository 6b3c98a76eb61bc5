package dev.tributary.conversation;

import static java.util.stream.Collectors.toMap;

import dev.tributary.connector.Saying;
import dev.tributary.conversation.ArrivalBatch.MessageRow;
import dev.tributary.conversation.PrivateReplyArrivals.Expected;
import dev.tributary.conversation.Quoters.Quoted;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Recognises our own replies when the platform tells us of them.
 *
 * <p>The platform's word of a message (an echo, or a comment that we wrote) may come before, after or without the answer
 * to the call that sent it. While that answer is missing the two are matched by conversation and exact content
 * (see {@link Likeness}); TikTok gives nothing better (no idempotency key, see the wire notes, section 3.1). Private
 * replies are matched by whom they go to, for only the echo tells in which conversation they are. Pictures are matched by
 * the name that they were handed over under; where the echo has another, only if there is but one that it can be.
 */
@ApplicationScoped
class EchoMatching {

    /** How far the platform's clock may be behind ours. */
    static final Duration SKEW = Duration.ofMinutes(2);

    /** A picture that comes so long after a reply was written is hardly that reply's, if nothing but its kind says so. */
    static final Duration PICTURE_ECHO = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Quoters quoters;
    private final PrivateReplyArrivals arrivals;
    private final ChangeLog changes;
    private final Event<ReplySettled> settled;

    EchoMatching(
            Jdbi jdbi, Quoters quoters, PrivateReplyArrivals arrivals, ChangeLog changes, Event<ReplySettled> settled) {
        this.jdbi = jdbi;
        this.quoters = quoters;
        this.arrivals = arrivals;
        this.changes = changes;
        this.settled = settled;
    }

    /**
     * The remote ids of those that are replies of ours; their conversations are locked by the caller.
     *
     * @param expected private replies that may be among them; their threads are locked too
     */
    Set<String> match(Collection<MessageRow> messages, Collection<Expected> expected) {
        var echoes = messages.stream()
                .filter(MessageRow::perhapsOurs)
                .sorted(Comparator.comparing(MessageRow::at).thenComparing(MessageRow::remoteId))
                .toList();
        if (echoes.isEmpty()) {
            return Set.of();
        }
        var known = known(echoes);
        var ours = adoptTimes(echoes, known);
        // A second echo must not settle another reply of the same words.
        var news = echoes.stream().filter(it -> !known.containsKey(it.id())).toList();
        var open = unanswered(news.stream().map(MessageRow::conversation).toList(), expected);
        for (var echo : news) {
            reply(open, echo).ifPresent(it -> {
                open.remove(it);
                ours.add(echo.remoteId());
                settle(it, echo);
            });
        }
        return ours;
    }

    /** Where nobody can tell which of several it is, the answer to the call does, whenever it comes. */
    private static Optional<Unanswered> reply(List<Unanswered> open, MessageRow echo) {
        var possible = open.stream()
                .filter(it -> it.conversation().equals(echo.conversation()))
                .filter(it -> !echo.at().isBefore(it.createdAt().minus(SKEW)))
                .toList();
        var likeness = new Likeness(echo.said());
        return Likeness.pick(
                possible,
                it -> it.saying().accept(likeness),
                it -> echo.at().isBefore(it.createdAt().plus(PICTURE_ECHO)));
    }

    /** Replies whose call was made and did not tell us their name, oldest first. */
    private List<Unanswered> unanswered(Collection<UUID> conversations, Collection<Expected> expected) {
        if (conversations.isEmpty()) {
            return new ArrayList<>();
        }
        return new ArrayList<>(jdbi.withHandle(db -> db.createQuery("""
                        SELECT m.id, m.store_id, coalesce(e.conversation, m.conversation_id) AS conversation_id, m.text,
                            m.type, m.content, m.created_at, x.handed_over_as, p.thread_id
                        FROM message m LEFT JOIN media x ON x.message_id = m.id AND m.type = 'IMAGE'
                        LEFT JOIN private_reply p ON p.message_id = m.id AND p.conversation_id IS NULL
                        LEFT JOIN unnest(:expected, :belonging) AS e (message, conversation) ON e.message = m.id
                        WHERE (m.conversation_id = ANY(:conversations) OR m.id = ANY(:expected))
                          -- What is said privately in a thread of comments is not heard there.
                          AND (p.message_id IS NULL OR e.message IS NOT NULL)
                          AND m.direction = 'OUTBOUND' AND m.remote_id IS NULL
                          AND m.status IN ('SENDING', 'UNCERTAIN', 'SENT')
                        ORDER BY m.created_at, m.id
                        """)
                .bind("conversations", SqlArray.of(UUID.class, conversations))
                .bind(
                        "expected",
                        SqlArray.of(
                                UUID.class,
                                expected.stream().map(Expected::message).toList()))
                .bind(
                        "belonging",
                        SqlArray.of(
                                UUID.class,
                                expected.stream().map(Expected::conversation).toList()))
                .map((row, context) -> new Unanswered(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        Sayings.read(row),
                        row.getObject("thread_id", UUID.class),
                        row.getTimestamp("created_at").toInstant()))
                .list()));
    }

    /**
     * Our clock said when a reply was sent until the platform does, by whose clock it is read and the customer answers.
     *
     * @return the remote ids of the replies that stand elsewhere in time now
     */
    private Set<String> adoptTimes(List<MessageRow> echoes, Map<UUID, Known> known) {
        var ours = new HashSet<String>();
        for (var echo : echoes) {
            var reply = known.get(echo.id());
            if (reply != null && reply.ours() && !reply.sentAt().equals(echo.at())) {
                jdbi.useHandle(db -> db.createUpdate("UPDATE message SET sent_at = :at WHERE id = :id")
                        .bind("at", echo.at())
                        .bind("id", reply.id())
                        .execute());
                changes.record(reply.store(), ChangeTypes.MESSAGE, reply.id());
                ours.add(echo.remoteId());
            }
            if (reply != null && reply.thread() != null) {
                arrivals.move(reply.id(), reply.thread(), echo.conversation(), echo.at());
                ours.add(echo.remoteId());
            }
        }
        return ours;
    }

    /** What there is already of these, by the id that the echo would have. */
    private Map<UUID, Known> known(List<MessageRow> echoes) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT e.id AS echo, m.id, m.store_id, m.sent_at, m.author_agent_id IS NOT NULL AS ours, p.thread_id
                        FROM unnest(:ids, :accounts, :remoteIds) AS e (id, account_id, remote_id)
                        JOIN message m ON m.account_id = e.account_id AND m.remote_id = e.remote_id
                        LEFT JOIN private_reply p ON p.message_id = m.id AND p.conversation_id IS NULL
                        """)
                .bind(
                        "ids",
                        SqlArray.of(
                                UUID.class, echoes.stream().map(MessageRow::id).toList()))
                .bind(
                        "accounts",
                        SqlArray.of(
                                UUID.class,
                                echoes.stream().map(MessageRow::account).toList()))
                .bind(
                        "remoteIds",
                        SqlArray.of(
                                String.class,
                                echoes.stream().map(MessageRow::remoteId).toList()))
                .map((row, context) -> Map.entry(
                        row.getObject("echo", UUID.class),
                        new Known(
                                row.getObject("id", UUID.class),
                                row.getObject("store_id", UUID.class),
                                row.getTimestamp("sent_at").toInstant(),
                                row.getBoolean("ours"),
                                row.getObject("thread_id", UUID.class))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private void settle(Unanswered reply, MessageRow echo) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE message SET remote_id = :remoteId, status = 'SENT', sent_at = :at,
                            failure_code = NULL, failure_reason = NULL
                        WHERE id = :id
                        """)
                .bind("remoteId", echo.remoteId())
                .bind("at", echo.at())
                .bind("id", reply.id())
                .execute());
        if (reply.thread() != null) {
            arrivals.move(reply.id(), reply.thread(), reply.conversation(), echo.at());
        }
        changes.record(reply.store(), ChangeTypes.MESSAGE, reply.id());
        quoters.tellOf(List.of(new Quoted(echo.account(), echo.remoteId())));
        settled.fire(new ReplySettled(new MessageId(reply.id())));
    }

    /**
     * @param ours written here, not found on the platform
     * @param thread where a private reply still stands
     */
    private record Known(
            UUID id,
            UUID store,
            Instant sentAt,
            boolean ours,
            @Nullable UUID thread) {}

    /**
     * @param conversation where the platform has it, which for a private reply is not where it stands
     * @param thread where a private reply stands until its echo
     */
    private record Unanswered(
            UUID id,
            UUID store,
            UUID conversation,
            Saying saying,
            @Nullable UUID thread,
            Instant createdAt) {}
}
