package dev.tributary.conversation;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Surface;
import dev.tributary.identity.AgentId;
import dev.tributary.media.MediaArrivals;
import dev.tributary.media.MediaArrivals.Arrived;
import dev.tributary.media.OutgoingPictures;
import dev.tributary.media.Uploads;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What agents say: replies, which go out, and notes, which do not. */
@ApplicationScoped
@RetriedOnConflict
public class ReplyService {

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Connectors connectors;
    private final MessageQueries messages;
    private final Uploads uploads;
    private final MediaArrivals media;
    private final OutgoingPictures pictures;
    private final PrivateReplies privateReplies;
    private final ConversationService conversations;
    private final MessagingRules rules;
    private final Departures departures;
    private final ChangeLog changes;
    private final Clock clock;

    ReplyService(
            Jdbi jdbi,
            Accounts accounts,
            Connectors connectors,
            MessageQueries messages,
            Uploads uploads,
            MediaArrivals media,
            OutgoingPictures pictures,
            PrivateReplies privateReplies,
            ConversationService conversations,
            MessagingRules rules,
            Departures departures,
            ChangeLog changes,
            Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.connectors = connectors;
        this.messages = messages;
        this.uploads = uploads;
        this.media = media;
        this.pictures = pictures;
        this.privateReplies = privateReplies;
        this.conversations = conversations;
        this.rules = rules;
        this.departures = departures;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What an agent wants to say.
     *
     * @param clientToken names this one wish to speak: repeating it says nothing twice
     * @param lastSeen the last message its author had seen; a newer reply of a colleague then stops it
     * @param confirmed the author has seen that reply too and says it anyway
     * @param quoted the message it answers in particular
     * @param later how long it waits before it leaves, and may be taken back; zero for not at all
     */
    public record Draft(
            String clientToken,
            ReplyBody body,
            Optional<MessageId> lastSeen,
            boolean confirmed,
            Optional<MessageId> quoted,
            Duration later) {}

    /** Queues a reply, or has it wait. The same client token again gives the same message. */
    @Transactional
    public MessageView reply(ConversationId id, AgentId author, Draft draft) {
        var conversation = require(id);
        var earlier = earlier(conversation, draft, false);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var leavesAt = clock.instant().plus(draft.later());
        requireAnswerable(conversation, draft.body(), leavesAt);
        if (!draft.confirmed()) {
            draft.lastSeen().ifPresent(it -> requireNothingNewer(conversation, it, author));
        }
        var quoted = draft.quoted().map(it -> remoteId(conversation, it)).orElse(null);
        if (!draft.later().isZero()) {
            return later(conversation, author, draft, quoted, leavesAt);
        }
        var message =
                insert(conversation, author, Direction.OUTBOUND, draft, quoted, conversation.after(clock.instant()));
        attach(conversation, author, draft, message);
        return queue(conversation, author, message);
    }

    private MessageView queue(ConversationState conversation, AgentId author, UUID message) {
        departures.answer(conversation, message);
        own(conversation, author);
        return messages.find(new MessageId(message)).orElseThrow();
    }

    private MessageView later(
            ConversationState conversation,
            AgentId author,
            Draft draft,
            @Nullable String quotedRemoteId,
            Instant leavesAt) {
        var message = insert(conversation, author, Direction.SCHEDULED, draft, quotedRemoteId, leavesAt);
        attach(conversation, author, draft, message);
        own(conversation, author);
        changes.record(conversation.store(), ChangeTypes.MESSAGE, message);
        return messages.find(new MessageId(message)).orElseThrow();
    }

    private void attach(ConversationState conversation, AgentId author, Draft draft, UUID message) {
        var body = draft.body();
        body.picture()
                .ifPresent(it -> uploads.use(
                        it, author, new StoreId(conversation.store()), new AccountId(conversation.account()), message));
        body.post()
                .ifPresent(it -> media.add(List.of(
                        new Arrived(conversation.store(), conversation.account(), message, 0, body.type(), it, null))));
    }

    /** Who answers an unowned conversation owns it, or routing would hand it to somebody else meanwhile. */
    private void own(ConversationState conversation, AgentId author) {
        if (conversation.open() && conversation.assignee() == null) {
            conversations.assign(new ConversationId(conversation.id()), Optional.of(author), author);
        }
    }

    /** Queues words that nobody hears but the author of a comment: of the thread's first, whichever is named. */
    @Transactional
    public MessageView replyPrivately(ConversationId id, AgentId author, Draft draft, Optional<MessageId> comment) {
        var conversation = require(id);
        var earlier = earlier(conversation, draft, true);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        privateReplies.require(conversation, comment);
        accounts.find(new AccountId(conversation.account()))
                .ifPresent(it -> requireTaken(it, draft.body(), Surface.DM));
        if (!draft.confirmed()) {
            draft.lastSeen().ifPresent(it -> requireNothingNewer(conversation, it, author));
        }
        var at = conversation.after(clock.instant());
        var message = insert(conversation, author, Direction.OUTBOUND, draft, null, at);
        privateReplies.add(conversation, message, draft.clientToken());
        return queue(conversation, author, message);
    }

    /** Writes something down for colleagues. */
    @Transactional
    public MessageView note(ConversationId id, AgentId author, String clientToken, String text) {
        var conversation = require(id);
        var draft = new Draft(
                clientToken, new ReplyBody.Words(text), Optional.empty(), true, Optional.empty(), Duration.ZERO);
        var earlier = earlier(conversation, draft, false);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var note = insert(conversation, author, Direction.NOTE, draft, null, conversation.after(clock.instant()));
        changes.record(conversation.store(), ChangeTypes.MESSAGE, note);
        return messages.find(new MessageId(note)).orElseThrow();
    }

    /** Sends again what failed, or what may or may not have arrived: a person's decision, never a machine's. */
    @Transactional
    public MessageView resend(ConversationId id, MessageId message) {
        var conversation = require(id);
        requireAnswerable(conversation, null, clock.instant());
        privateReplies.refusalOf(message).ifPresent(it -> {
            throw it.problem();
        });
        var requeued = jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE message SET status = 'QUEUED', failure_code = NULL, failure_reason = NULL
                        WHERE id = :id AND conversation_id = :conversation AND direction = 'OUTBOUND'
                          AND status IN ('FAILED', 'UNCERTAIN') AND remote_id IS NULL
                        """)
                .bind("id", message.value())
                .bind("conversation", conversation.id())
                .execute());
        if (requeued == 0) {
            throw new ProblemException(
                    ConversationProblem.NOT_RESENDABLE, "Only a failed or uncertain message can be sent again.");
        }
        pictures.forgetName(message.value());
        departures.again(conversation, message.value());
        return messages.find(message).orElseThrow();
    }

    private ConversationState require(ConversationId id) {
        return jdbi.withHandle(db -> ConversationState.require(db, id));
    }

    private Optional<MessageView> earlier(ConversationState conversation, Draft draft, boolean privately) {
        var earlier = jdbi.withHandle(db -> db.createQuery("""
                                SELECT id FROM message WHERE conversation_id = :id AND client_token = :token
                                UNION
                                SELECT message_id FROM private_reply WHERE thread_id = :id AND client_token = :token
                                """)
                        .bind("id", conversation.id())
                        .bind("token", draft.clientToken())
                        .mapTo(UUID.class)
                        .findOne())
                .flatMap(it -> messages.find(new MessageId(it)));
        earlier.filter(it -> it.privately() != privately || !draft.body().isThatOf(it))
                .ifPresent(it -> {
                    throw new ProblemException(
                            ConversationProblem.CLIENT_TOKEN_REUSED, "Make a new clientToken for every new message.");
                });
        return earlier;
    }

    private void requireAnswerable(ConversationState conversation, @Nullable ReplyBody body, Instant at) {
        if (conversation.externalId().equals(ConversationService.WITHHELD)) {
            throw new ProblemException(
                    ConversationProblem.SENDER_WITHHELD, "Answer in the TikTok app: TikTok does not say who wrote.");
        }
        var account = accounts.find(new AccountId(conversation.account()))
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.ACCOUNT_UNBOUND, "Ask an admin to connect the account again."));
        if (body != null) {
            requireTaken(account, body, conversation.surface());
        }
        if (conversation.surface() == Surface.DM) {
            requireWindow(new AnswerWindow(rules.quota(conversation.account()), conversation.answers()), at);
        }
    }

    /** Without a connector nothing is sent, and delivery says so. */
    private void requireTaken(BoundAccount account, ReplyBody body, Surface surface) {
        connectors.of(account.platform()).ifPresent(it -> body.requireFitting(it, surface));
    }

    private void requireWindow(AnswerWindow window, Instant at) {
        window.refusal(clock.instant()).ifPresent(it -> {
            throw new ProblemException(it.problem(), it.whatNow());
        });
        window.refusal(at).ifPresent(it -> {
            throw new ProblemException(
                    ConversationProblem.WINDOW_CLOSED_THEN,
                    "The window closes at " + window.expiresAt() + ". Choose a time before that.");
        });
    }

    private void requireNothingNewer(ConversationState conversation, MessageId lastSeen, AgentId author) {
        var newer = jdbi.withHandle(db -> db.createQuery("""
                        SELECT m.id FROM message m JOIN message s ON s.id = :seen AND s.conversation_id = m.conversation_id
                        WHERE m.conversation_id = :id AND m.direction = 'OUTBOUND'
                          AND m.author_agent_id IS DISTINCT FROM :author
                          AND (m.sent_at, m.id) > (CASE s.direction WHEN 'SCHEDULED' THEN s.created_at ELSE s.sent_at END, s.id)
                        ORDER BY m.sent_at, m.id LIMIT 20
                        """)
                .bind("seen", lastSeen.value())
                .bind("id", conversation.id())
                .bind("author", author.value())
                .mapTo(UUID.class)
                .list());
        if (!newer.isEmpty()) {
            var found = messages.find(newer);
            throw new ProblemException(
                    ConversationProblem.NEWER_REPLY,
                    "Read what was said, then send with confirm if yours still fits.",
                    Map.of("messages", newer.stream().map(found::get).toList()));
        }
    }

    private String remoteId(ConversationState conversation, MessageId quoted) {
        return jdbi.withHandle(db -> db.createQuery("""
                                SELECT remote_id, type, direction FROM message
                                WHERE id = :id AND conversation_id = :conversation
                                """)
                        .bind("id", quoted.value())
                        .bind("conversation", conversation.id())
                        .map((row, context) -> Quotable.of(row))
                        .findOne())
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.UNKNOWN_MESSAGE, "Quote a message of this conversation."))
                .requireRemoteId();
    }

    private UUID insert(
            ConversationState conversation,
            AgentId author,
            Direction direction,
            Draft draft,
            @Nullable String quotedRemoteId,
            Instant at) {
        var id = Ids.next();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO message (id, store_id, account_id, conversation_id, direction, type, text,
                            content, quoted_remote_id, sent_at, source, author_agent_id, status, client_token, created_at)
                        VALUES (:id, :store, :account, :conversation, :direction, :type, :text, :content, :quoted, :at,
                            CASE WHEN :direction IN ('OUTBOUND', 'SCHEDULED') THEN 'API' END, :author,
                            CASE WHEN :direction = 'OUTBOUND' THEN 'QUEUED' END, :token, :now)
                        """)
                .bind("id", id)
                .bind("store", conversation.store())
                .bind("account", conversation.account())
                .bind("conversation", conversation.id())
                .bind("direction", direction)
                .bind("type", draft.body().type())
                .bind("text", draft.body().text())
                .bind("content", draft.body().content())
                .bind("quoted", quotedRemoteId)
                .bind("at", at)
                .bind("author", author.value())
                .bind("token", draft.clientToken())
                .bind("now", clock.instant())
                .execute());
        return id;
    }
}
