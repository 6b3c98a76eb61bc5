package dev.tributary.conversation;

import dev.tributary.conversation.ArrivalBatch.MessageRow;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Recognises our own replies when the platform tells us of them.
 *
 * <p>The platform's word of a message (an echo, or a comment that we wrote) may come before, after or without the answer
 * to the call that sent it. While that answer is missing the two are matched by conversation and exact words; TikTok
 * gives nothing better (no idempotency key, see the wire notes, section 3.1).
 */
@ApplicationScoped
class EchoMatching {

    /** How far the platform's clock may be behind ours. */
    static final Duration SKEW = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final ChangeLog changes;
    private final Event<ReplySettled> settled;

    EchoMatching(Jdbi jdbi, ChangeLog changes, Event<ReplySettled> settled) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.settled = settled;
    }

    /** The remote ids of those that are replies of ours; their conversations are locked by the caller. */
    Set<String> match(Collection<MessageRow> messages) {
        var echoes = messages.stream()
                .filter(MessageRow::perhapsOurs)
                .sorted(Comparator.comparing(MessageRow::at).thenComparing(MessageRow::remoteId))
                .toList();
        if (echoes.isEmpty()) {
            return Set.of();
        }
        var open = new ArrayList<>(
                unanswered(echoes.stream().map(MessageRow::conversation).toList()));
        if (open.isEmpty()) {
            return Set.of();
        }
        var known = known(echoes);
        var ours = new HashSet<String>();
        for (var echo : echoes) {
            if (known.contains(echo.id())) {
                continue; // a second echo must not settle another reply of the same words
            }
            reply(open, echo).ifPresent(it -> {
                open.remove(it);
                ours.add(echo.remoteId());
                settle(it, echo);
            });
        }
        return ours;
    }

    private static Optional<Unanswered> reply(List<Unanswered> open, MessageRow echo) {
        return open.stream()
                .filter(it -> it.conversation().equals(echo.conversation()))
                .filter(it -> it.text()
                        .strip()
                        .equals(echo.text() == null ? null : echo.text().strip()))
                .filter(it -> !echo.at().isBefore(it.createdAt().minus(SKEW)))
                .findFirst();
    }

    /** Replies whose call was made and did not tell us their name, oldest first. */
    private List<Unanswered> unanswered(Collection<UUID> conversations) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, store_id, conversation_id, text, created_at FROM message
                        WHERE conversation_id = ANY(:conversations) AND direction = 'OUTBOUND' AND remote_id IS NULL
                          AND status IN ('SENDING', 'UNCERTAIN', 'SENT')
                        ORDER BY created_at, id
                        """)
                .bindArray("conversations", UUID.class, conversations)
                .map((row, context) -> new Unanswered(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getString("text"),
                        row.getTimestamp("created_at").toInstant()))
                .list());
    }

    private Set<UUID> known(List<MessageRow> echoes) {
        return Set.copyOf(jdbi.withHandle(db -> db.createQuery("""
                        SELECT e.id FROM unnest(:ids, :accounts, :remoteIds) AS e (id, account_id, remote_id)
                        JOIN message m ON m.account_id = e.account_id AND m.remote_id = e.remote_id
                        """)
                .bindArray(
                        "ids", UUID.class, echoes.stream().map(MessageRow::id).toList())
                .bindArray(
                        "accounts",
                        UUID.class,
                        echoes.stream().map(MessageRow::account).toList())
                .bindArray(
                        "remoteIds",
                        String.class,
                        echoes.stream().map(MessageRow::remoteId).toList())
                .mapTo(UUID.class)
                .list()));
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
        changes.record(reply.store(), ChangeTypes.MESSAGE, reply.id());
        settled.fire(new ReplySettled(new MessageId(reply.id())));
    }

    private record Unanswered(UUID id, UUID store, UUID conversation, String text, Instant createdAt) {}
}
