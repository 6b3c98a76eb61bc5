package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.conversation.ConversationView;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageQueries;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.MessageView.Failure;
import dev.tributary.conversation.ReplyBody;
import dev.tributary.conversation.ReplyService;
import dev.tributary.conversation.ReplyService.Draft;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.problem.ProblemType;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** Answers customers and looks what becomes of it. */
@ApplicationScoped
class ReplyTester {

    private final ReplyService replies;
    private final MessageQueries messages;
    private final ConversationQueries conversations;
    private final Jdbi jdbi;

    ReplyTester(ReplyService replies, MessageQueries messages, ConversationQueries conversations, Jdbi jdbi) {
        this.replies = replies;
        this.messages = messages;
        this.conversations = conversations;
        this.jdbi = jdbi;
    }

    DirectMessages aCustomer() {
        return Given.aCustomerOf(Given.anAccountOf(Given.aStore()));
    }

    MessageId reply(DirectMessages to, String text) {
        return reply(
                to,
                text,
                Given.anAgentOf(to.account().store()),
                UUID.randomUUID().toString());
    }

    MessageId reply(DirectMessages to, String text, AgentId author, String clientToken) {
        return replyLater(to, text, author, clientToken, Duration.ZERO);
    }

    /** Says something else than words. */
    MessageId reply(DirectMessages to, ReplyBody body) {
        return reply(to, body, UUID.randomUUID().toString(), Duration.ZERO);
    }

    MessageId reply(DirectMessages to, ReplyBody body, String clientToken, Duration later) {
        var draft = new Draft(clientToken, body, Optional.empty(), true, Optional.empty(), later);
        var author = Given.anAgentOf(to.account().store());
        return new MessageId(replies.reply(to.id(), author, draft).id());
    }

    /** A reply that leaves only then. */
    MessageId replyLater(DirectMessages to, String text, Duration later) {
        return replyLater(
                to,
                text,
                Given.anAgentOf(to.account().store()),
                UUID.randomUUID().toString(),
                later);
    }

    MessageId replyLater(DirectMessages to, String text, AgentId author, String clientToken, Duration later) {
        var draft = new Draft(clientToken, new ReplyBody.Words(text), Optional.empty(), true, Optional.empty(), later);
        return new MessageId(replies.reply(to.id(), author, draft).id());
    }

    /** A reply of somebody new who has read the thread up to a message. Says what stopped it, if anything did. */
    Optional<ProblemType> replyHavingSeen(DirectMessages to, MessageId seen, String text) {
        var author = Given.anAgentOf(to.account().store());
        var draft = new Draft(
                UUID.randomUUID().toString(),
                new ReplyBody.Words(text),
                Optional.of(seen),
                false,
                Optional.empty(),
                Duration.ZERO);
        try {
            replies.reply(to.id(), author, draft);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.type());
        }
    }

    /** The last message of a thread. */
    MessageId last(DirectMessages thread) {
        var page = messages.thread(thread.id(), new PageLimit(1), Optional.empty());
        return new MessageId(page.items().get(0).id());
    }

    MessageView message(MessageId id) {
        return messages.find(id).orElseThrow();
    }

    void becomes(MessageId id, MessageStatus status) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(message(id).status()).isEqualTo(status));
    }

    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    /** What the thread shows of us. */
    List<MessageView> bubbles(DirectMessages thread) {
        return messages.thread(thread.id(), new PageLimit(100), Optional.empty()).items().stream()
                .filter(it -> it.status() != null)
                .toList();
    }

    Failure failure(MessageId id) {
        return Objects.requireNonNull(message(id).failure(), "the reply has not failed");
    }

    boolean sendTrouble(ConversationId id) {
        return conversation(id).sendTrouble();
    }

    ConversationStatus statusOf(ConversationId id) {
        return conversation(id).status();
    }

    private ConversationView conversation(ConversationId id) {
        return Objects.requireNonNull(
                conversations.forEverybody(List.of(id.value())).get(id.value()));
    }

    boolean isUnderWay(MessageId id) {
        return jdbi.withHandle(db -> db.createQuery("SELECT count(*) FROM delivery WHERE message_id = :id")
                        .bind("id", id.value())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    boolean isDueLaterThan(Duration wait, MessageId id) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT due_at > now() + :wait * interval '1 ms' FROM delivery WHERE message_id = :id")
                .bind("wait", wait.toMillis())
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
    }

    int timesTold(DirectMessages thread, String remoteId) {
        return list(
                        Integer.class,
                        "SELECT count(*) FROM change c JOIN message m ON m.id = c.subject_id"
                                + " WHERE c.type = 'message.changed' AND m.account_id = ? AND m.remote_id = ?",
                        thread.account().id().value(),
                        remoteId)
                .get(0);
    }

    int timesTold(MessageId id) {
        return list(
                        Integer.class,
                        "SELECT count(*) FROM change WHERE type = 'message.changed' AND subject_id = ?",
                        id.value())
                .get(0);
    }

    /** As it is when a server died: after it wrote that it sends, before it heard an answer. */
    void dieWhileSending(MessageId id) {
        jdbi.useHandle(db -> {
            db.execute("UPDATE message SET status = 'SENDING' WHERE id = ?", id.value());
            db.execute(
                    "UPDATE delivery SET lease_until = now() - interval '1 s', due_at = now() WHERE message_id = ?",
                    id.value());
        });
    }

    void change(String sql, Object... arguments) {
        jdbi.useHandle(db -> db.execute(sql, arguments));
    }

    <T> List<T> list(Class<T> type, String sql, Object... arguments) {
        return jdbi.withHandle(db -> db.select(sql, arguments).mapTo(type).list());
    }
}
