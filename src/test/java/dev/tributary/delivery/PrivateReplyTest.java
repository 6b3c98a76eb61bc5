package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.refused;
import static dev.tributary.connector.SendOutcome.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Credentials;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Person;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationView;
import dev.tributary.conversation.Direction;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageQueries;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.PrivateReplyDesk;
import dev.tributary.conversation.PrivateReplyReason;
import dev.tributary.conversation.ReplyDesk;
import dev.tributary.conversation.ReplyDesk.Seen;
import dev.tributary.conversation.ReplyService;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comments that are answered by direct message: whatever the order in which the platform tells of it, one bubble. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class PrivateReplyTest {

    private static final String WORDS = "The price list: 10 and 20.";

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    ReplyDesk desk;

    @Inject
    ReplyService service;

    @Inject
    PrivateReplyDesk privateReplies;

    @Inject
    ConversationQueries conversations;

    @Inject
    MessageQueries messages;

    @Inject
    Sender sender;

    @Inject
    CheckAgain checkAgain;

    @Inject
    Clock clock;

    private final String remoteId = "out-" + UUID.randomUUID();
    private BoundAccount account;
    private AgentId author;
    private DirectMessages thread;
    private DirectMessages chat;

    @BeforeEach
    void somebodyComments() throws Exception {
        account = Given.anAccountOf(Given.aStore());
        author = Given.anAgentOf(account.store());
        replies.change(
                "UPDATE account SET market = 'VN' WHERE id = ?", account.id().value());
        platform.replyPrivately(account.ref(), new Credentials("any"), true);
        var customer = "customer-" + UUID.randomUUID();
        chat = new DirectMessages(account, "chat-" + UUID.randomUUID(), customer);
        thread = new DirectMessages(account, "comment-" + UUID.randomUUID(), customer);
        comments(thread, null, clock.instant());
    }

    @Test
    void itGoesToTheAuthorOfTheComment() {
        var reply = sent();

        assertThat(platform.calls(account.ref()))
                .extracting(ScriptedConnector.Call::message)
                .containsExactly(new OutboundMessage(
                        Surface.COMMENT, thread.externalId(), "post-1", null, new Saying.Words(WORDS), true));
        assertThat(replies.message(reply))
                .returns(thread.id().value(), MessageView::conversationId)
                .returns(true, MessageView::privately)
                .returns(null, MessageView::comment);
        assertThat(privateReply().reason()).isEqualTo(PrivateReplyReason.ALREADY_ANSWERED);
    }

    @Test
    @Tag("F48")
    void anEchoAfterTheAnswerAndTwiceBringsItToTheDirectMessages() {
        var reply = sent();

        chat.echo(remoteId, WORDS);
        chat.echo(remoteId, WORDS);

        thenItStandsInTheDirectMessages(reply);
    }

    @Test
    @Tag("F48")
    void anEchoBeforeTheAnswerBringsItThere() {
        platform.answers(account.ref(), it -> {
            chat.echo(remoteId, WORDS);
            return accepted(remoteId, null);
        });

        var reply = send();

        replies.until(() -> !replies.isUnderWay(reply));
        thenItStandsInTheDirectMessages(reply);
    }

    @Test
    @Tag("F48")
    void anEchoInOtherWordsBeforeTheAnswerBringsItThere() {
        platform.answers(account.ref(), it -> {
            chat.echo(remoteId, "the PRICE list");
            return accepted(remoteId, null);
        });

        var reply = send();

        replies.until(() -> !replies.isUnderWay(reply));
        thenItStandsInTheDirectMessages(reply);
    }

    @Test
    @Tag("F84")
    void anAnswerWithoutANameIsNamedByTheEcho() {
        platform.answers(account.ref(), accepted(null, null));
        var reply = send();
        replies.becomes(reply, MessageStatus.SENT);

        chat.echo(remoteId, WORDS);

        thenItStandsInTheDirectMessages(reply);
    }

    @Test
    @Tag("F82")
    void aLostAnswerIsMadeUpForByTheEchoToTheSamePerson() {
        platform.answers(account.ref(), unknown(null, "No answer."));
        var reply = send();
        replies.becomes(reply, MessageStatus.UNCERTAIN);

        new DirectMessages(account, "chat-" + UUID.randomUUID(), "somebody-else").echo("other-" + remoteId, WORDS);
        assertThat(replies.message(reply).status()).isEqualTo(MessageStatus.UNCERTAIN);
        chat.echo(remoteId, WORDS);

        thenItStandsInTheDirectMessages(reply);
        assertThat(platform.calls(account.ref())).hasSize(1);
    }

    @Test
    @Tag("F82")
    void whatAServerWasSendingWhenItDiedIsFoundByItsEchoAndNotSentAgain() {
        platform.answers(account.ref(), unknown(null, "No answer."));
        var reply = send();
        replies.becomes(reply, MessageStatus.UNCERTAIN);
        replies.dieWhileSending(reply);
        sender.sweep();
        replies.becomes(reply, MessageStatus.UNCERTAIN);

        chat.echo(remoteId, WORDS);

        thenItStandsInTheDirectMessages(reply);
        assertThat(platform.calls(account.ref())).hasSize(1);
    }

    @Test
    void whatNobodyAnswersForIsLeftToAPerson() {
        platform.answers(account.ref(), unknown(null, "No answer."));
        var reply = send();

        replies.becomes(reply, MessageStatus.UNCERTAIN);
        replies.until(() -> !replies.isUnderWay(reply));

        assertThat(replies.message(reply))
                .returns(MessageStatus.UNCERTAIN, MessageView::status)
                .as("nobody could look")
                .returns(null, MessageView::checkedAt);
        assertThat(platform.calls(account.ref())).hasSize(1);
        assertThatThrownBy(() -> checkAgain.check(thread.id(), reply))
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.type()).isEqualTo(DeliveryProblem.NOWHERE_TO_LOOK));
    }

    @Test
    void aPublicReplyOfTheSameWordsIsAnother() {
        platform.answers(account.ref(), unknown(null, "No answer."));
        var reply = send();
        replies.becomes(reply, MessageStatus.UNCERTAIN);
        var owner = "owner-" + UUID.randomUUID();
        replies.change(
                "UPDATE account SET comment_author_id = ? WHERE id = ?",
                owner,
                account.id().value());

        Given.happened(
                account.signingAs(owner),
                new CommentSeen(
                        account.externalId(),
                        "post-1",
                        "reply-" + remoteId,
                        thread.externalId(),
                        Person.of(owner, "shop"),
                        WORDS,
                        clock.instant()));

        assertThat(replies.message(reply))
                .returns(MessageStatus.UNCERTAIN, MessageView::status)
                .returns(null, MessageView::remoteId);
        assertThat(replies.bubbles(thread)).hasSize(2);
    }

    @Test
    void itCountsInTheDirectMessagesAndTheCustomerAnswersWhoeverSentIt() {
        var reply = sent();
        chat.echo(remoteId, WORDS);

        chat.customerSays("thanks");

        var view = conversations.find(author, chat.id()).orElseThrow();
        assertThat(view.window()).isNotNull().returns(10, ConversationView.WindowView::remaining);
        assertThat(replies.message(reply).sentAt()).isBefore(Objects.requireNonNull(view.lastInboundAt()));
        assertThat(replies.list(
                        UUID.class,
                        "SELECT last_assignee_id FROM conversation WHERE id = ?",
                        chat.id().value()))
                .containsExactly(author.value());
    }

    @Test
    void theSameTokenSaysItOnceBeforeAndAfterItMoved() {
        platform.answers(account.ref(), accepted(remoteId, null));
        var first = send("token", WORDS);
        var again = send("token", WORDS);
        replies.becomes(first, MessageStatus.SENT);
        chat.echo(remoteId, WORDS);
        var afterwards = send("token", WORDS);

        assertThat(List.of(again, afterwards)).containsOnly(first);
        assertThat(platform.calls(account.ref())).hasSize(1);
        assertThat(replies.message(first).clientToken()).isEqualTo("token");
        assertThatThrownBy(() -> send("token", "something else")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> replies.reply(thread, WORDS, author, "token"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(ConversationProblem.CLIENT_TOKEN_REUSED));
    }

    @Test
    void aCommentIsAnsweredOnce() {
        sent();

        thenRefused(PrivateReplyReason.ALREADY_ANSWERED);
    }

    @Test
    void aRefusalOfThePlatformTeachesThatItIsTooLate() {
        platform.answers(account.ref(), refused(SendOutcome.PRIVATE_REPLY_REFUSED, "TikTok's rules forbid it."));
        var reply = send();
        replies.becomes(reply, MessageStatus.FAILED);

        thenRefused(PrivateReplyReason.REFUSED);
        service.resend(thread.id(), reply); // a person may still try
        replies.becomes(reply, MessageStatus.SENT);
    }

    @Test
    void aRefusalBecauseOfTheSwitchHasItAskedForAgain() throws Exception {
        platform.answers(account.ref(), refused(SendOutcome.PRIVATE_REPLIES_OFF, "Not enabled."));
        platform.replyPrivately(account.ref(), new Credentials("any"), true);
        assertThat(privateReply().allowed()).isTrue();
        platform.replyPrivately(account.ref(), new Credentials("any"), false);

        var reply = send();
        replies.becomes(reply, MessageStatus.FAILED);

        thenRefused(PrivateReplyReason.SWITCHED_OFF);
    }

    @Test
    void whoeverWasInContactLatelyIsNotAnsweredPrivately() {
        chat.customerSays("hello?");

        thenRefused(PrivateReplyReason.IN_CONTACT);
    }

    @Test
    void aPrivateReplyToAnotherCommentOfTheSamePersonIsContactToo() {
        sent();
        thread = new DirectMessages(account, "comment-" + UUID.randomUUID(), thread.customer());
        comments(thread, null, clock.instant());

        thenRefused(PrivateReplyReason.IN_CONTACT);
        chat.echo(remoteId, WORDS);
        thenRefused(PrivateReplyReason.IN_CONTACT);
    }

    @Test
    void whatIsNotAllowedAnyMoreWhenItsTurnComesIsNotSent() {
        platform.answers(account.ref(), SendOutcome.deferred(Duration.ofMillis(300), "60001", "Maintenance."));
        var reply = send();
        replies.becomes(reply, MessageStatus.RETRYING);

        chat.customerSays("I write to you now");

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).code()).isEqualTo(PrivateReplyReason.IN_CONTACT.code());
        assertThat(platform.calls(account.ref())).hasSize(1);
    }

    @Test
    void whatLongIsPastIsNoContact() {
        chat.customerSaid(clock.instant().minus(Duration.ofHours(25)), "in-" + UUID.randomUUID(), "long ago");

        assertThat(privateReply())
                .returns(true, ConversationView.PrivateReplyView::allowed)
                .returns(null, ConversationView.PrivateReplyView::reason);
        var reply = sent();
        chat.echo(remoteId, WORDS);
        thenItStandsInTheDirectMessages(reply);
    }

    @Test
    void anOldCommentAndAnUnknownMarketAreSaid() {
        thread = new DirectMessages(account, "comment-" + UUID.randomUUID(), "somebody-" + UUID.randomUUID());
        comments(thread, null, clock.instant().minus(Duration.ofHours(49)));
        thenRefused(PrivateReplyReason.TOO_OLD);

        replies.change(
                "UPDATE account SET market = NULL WHERE id = ?", account.id().value());
        thenRefused(PrivateReplyReason.UNKNOWN_MARKET);

        replies.change(
                "UPDATE account SET market = 'PH' WHERE id = ?", account.id().value());
        thenRefused(PrivateReplyReason.MARKET);
    }

    @Test
    void onlyTheFirstCommentOfAThreadIsAnsweredPrivately() {
        comments(thread, "second-" + thread.externalId(), clock.instant().plusMillis(5));
        var second = replies.last(thread);

        assertThatThrownBy(() -> desk.sendPrivately(
                        thread.id(), author, "t", WORDS, new Seen(Optional.empty(), false), Optional.of(second)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.members())
                                .containsEntry("reason", PrivateReplyReason.NOT_FIRST_LEVEL.name()));
    }

    private void comments(DirectMessages where, @Nullable String reply, Instant at) {
        var id = reply == null ? where.externalId() : reply;
        var parent = reply == null ? null : where.externalId();
        Given.happened(
                account,
                new CommentSeen(
                        account.externalId(), "post-1", id, parent, Person.of(where.customer(), "kari"), "price?", at));
    }

    private MessageId send() {
        return send(UUID.randomUUID().toString(), WORDS);
    }

    private MessageId send(String token, String words) {
        var seen = new Seen(Optional.empty(), false);
        return new MessageId(desk.sendPrivately(thread.id(), author, token, words, seen, Optional.empty())
                .id());
    }

    private MessageId sent() {
        platform.answers(account.ref(), accepted(remoteId, null));
        var reply = send();
        replies.becomes(reply, MessageStatus.SENT);
        return reply;
    }

    private ConversationView.PrivateReplyView privateReply() {
        var view = conversations.find(author, thread.id()).orElseThrow();
        return Objects.requireNonNull(privateReplies.with(view).privateReply());
    }

    private void thenRefused(PrivateReplyReason reason) {
        assertThat(privateReply())
                .returns(false, ConversationView.PrivateReplyView::allowed)
                .returns(reason, ConversationView.PrivateReplyView::reason);
        assertThatThrownBy(this::send).isInstanceOfSatisfying(ProblemException.class, it -> {
            assertThat(it.type()).isEqualTo(ConversationProblem.PRIVATE_REPLY_NOT_POSSIBLE);
            assertThat(it.members()).containsEntry("reason", reason.name());
        });
    }

    private void thenItStandsInTheDirectMessages(MessageId reply) {
        assertThat(replies.bubbles(thread)).isEmpty();
        assertThat(replies.bubbles(chat))
                .singleElement()
                .returns(reply.value(), MessageView::id)
                .returns(remoteId, MessageView::remoteId)
                .returns(MessageStatus.SENT, MessageView::status);
        assertThat(lines(thread))
                .singleElement()
                .returns("ANSWERED_PRIVATELY", MessageView::type)
                .returns(chat.id().value(), PrivateReplyTest::leadsTo);
        assertThat(lines(chat))
                .singleElement()
                .returns("BEGAN_WITH_COMMENT", MessageView::type)
                .returns(thread.id().value(), PrivateReplyTest::leadsTo);
        assertThat(replies.list(
                        Integer.class,
                        "SELECT window_used FROM conversation WHERE id = ?",
                        chat.id().value()))
                .containsExactly(1);
        assertThat(privateReply().conversationId()).isEqualTo(chat.id().value());
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    private List<MessageView> lines(DirectMessages where) {
        return messages.thread(where.id(), new PageLimit(100), Optional.empty()).items().stream()
                .filter(it -> it.direction() == Direction.SYSTEM && !it.type().equals("ASSIGNED"))
                .toList();
    }

    private static @Nullable UUID leadsTo(MessageView line) {
        return Objects.requireNonNull(line.system()).conversationId();
    }
}
