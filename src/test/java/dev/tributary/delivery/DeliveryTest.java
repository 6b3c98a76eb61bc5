package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.deferred;
import static dev.tributary.connector.SendOutcome.refused;
import static dev.tributary.connector.SendOutcome.throttled;
import static dev.tributary.connector.SendOutcome.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Person;
import dev.tributary.connector.Saying;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.problem.ProblemType;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class DeliveryTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    ConversationService conversations;

    @Inject
    Clock clock;

    private DirectMessages customer;

    @BeforeEach
    void aCustomerWrites() {
        customer = replies.aCustomer();
    }

    @Test
    void aReplyIsSentWhereTheCustomerWrote() {
        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        var message = platform.calls(customer.account().ref()).get(0).message();
        assertThat(message.conversationExternalId()).isEqualTo(customer.externalId());
        assertThat(message.saying()).isEqualTo(new Saying.Words("tomorrow"));
        assertThat(replies.message(reply).remoteId()).startsWith("out-");
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void repliesOfOneConversationLeaveInTheirOrder() throws Exception {
        var first = new CountDownLatch(1);
        platform.answers(customer.account().ref(), it -> {
            await(first);
            return accepted("first-" + UUID.randomUUID(), null);
        });
        platform.answers(customer.account().ref(), deferred(null, "40100", "Too many calls"));

        replies.reply(customer, "one");
        replies.reply(customer, "two");
        var last = replies.reply(customer, "three");
        first.countDown();

        replies.becomes(last, MessageStatus.SENT);
        assertThat(platform.textsSent(customer.account().ref())).containsExactly("one", "two", "two", "three");
    }

    @Test
    void whatIsTooLongForThePlatformIsNotEvenQueued() {
        var limit = platform.textLimit(Surface.DM);

        assertThatThrownBy(() -> replies.reply(customer, "a".repeat(limit + 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(ConversationProblem.TEXT_TOO_LONG))
                .hasMessageContaining("TikTok takes " + limit + " characters");

        replies.becomes(replies.reply(customer, "👍".repeat(limit)), MessageStatus.SENT);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    @Tag("F93")
    void ofTwoAgentsWhoReplyAtOnceOneGoesAndTheOtherIsAsked() throws Exception {
        var seen = replies.last(customer);
        var agents = Executors.newFixedThreadPool(2);
        try {
            var stopped = new ArrayList<Optional<ProblemType>>();
            for (var it : agents.invokeAll(List.<Callable<Optional<ProblemType>>>of(
                    () -> replies.replyHavingSeen(customer, seen, "tomorrow"),
                    () -> replies.replyHavingSeen(customer, seen, "on Friday")))) {
                stopped.add(it.get());
            }

            assertThat(stopped)
                    .containsExactlyInAnyOrder(Optional.empty(), Optional.of(ConversationProblem.NEWER_REPLY));
        } finally {
            agents.shutdown();
        }
        assertThat(replies.bubbles(customer)).hasSize(1);
    }

    @Test
    @Tag("F94")
    void theSameClientTokenIsSentOnce() {
        var agent = Given.anAgentOf(customer.account().store());

        var first = replies.reply(customer, "tomorrow", agent, "token");
        var again = replies.reply(customer, "tomorrow", agent, "token");

        assertThat(again).isEqualTo(first);
        var next = replies.reply(customer, "or on Friday");
        replies.becomes(next, MessageStatus.SENT);
        assertThat(platform.textsSent(customer.account().ref())).containsExactly("tomorrow", "or on Friday");
    }

    @Test
    @Tag("F85")
    void aReplyIsNotSentOnceColleaguesAtThePhoneHaveUsedUpTheWindowWhileItWaited() {
        platform.answers(customer.account().ref(), it -> {
            for (int i = 0; i < 10; i++) {
                customer.echo("phone-" + customer.externalId() + i, "from the phone " + i);
            }
            return deferred(Duration.ofMillis(1), "50002", "Later.");
        });

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).code()).isEqualTo(ConversationProblem.QUOTA_USED_UP.slug());
        assertThat(replies.statusOf(customer.id())).isEqualTo(ConversationStatus.OPEN);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void whatWaitsInLineDoesNotUseUpTheWindowForWhatIsAheadOfIt() {
        var written = new CompletableFuture<Void>();
        platform.answers(customer.account().ref(), it -> {
            written.join();
            return accepted("out-" + UUID.randomUUID(), null);
        });

        var last = replies.reply(customer, "1");
        for (int i = 2; i <= 10; i++) {
            last = replies.reply(customer, String.valueOf(i));
        }
        written.complete(null);

        replies.becomes(last, MessageStatus.SENT);
        assertThat(platform.textsSent(customer.account().ref())).hasSize(10);
    }

    @Test
    @Tag("F85")
    void whatThePlatformRefusesFailsAndOpensTheConversation() {
        platform.answers(customer.account().ref(), it -> {
            conversations.setStatus(customer.id(), ConversationStatus.RESOLVED, null, null);
            return refused("40064", "The reply window is closed.");
        });

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).reason()).isEqualTo("The reply window is closed.");
        assertThat(replies.failure(reply).code()).isEqualTo("40064");
        assertThat(replies.sendTrouble(customer.id())).isTrue();
        assertThat(replies.statusOf(customer.id())).isEqualTo(ConversationStatus.OPEN);
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    @Tag("F80")
    void whatThePlatformDefersIsTriedAgainAndSentOnce() {
        platform.answers(customer.account().ref(), deferred(Duration.ofMillis(100), "40100", "Too many calls"));
        platform.answers(customer.account().ref(), deferred(null, null, "TikTok could not be reached."));

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(platform.textsSent(customer.account().ref())).containsExactly("tomorrow", "tomorrow", "tomorrow");
        assertThat(replies.message(reply).failure()).isNull();
        assertThat(replies.bubbles(customer)).hasSize(1);
    }

    @Test
    @Tag("F80")
    void anAccountThatIsThrottledIsLeftAloneAndTheOthersAreNot() {
        platform.answers(customer.account().ref(), throttled(null, "40100", "Too many calls"));
        var first = replies.reply(customer, "tomorrow");
        replies.becomes(first, MessageStatus.RETRYING);

        var second = replies.reply(Given.aCustomerOf(customer.account()), "at once?");

        replies.becomes(replies.reply(replies.aCustomer(), "at once"), MessageStatus.SENT);
        replies.until(() -> replies.isDueLaterThan(Duration.ofMinutes(4), first)
                && replies.isDueLaterThan(Duration.ofMinutes(4), second));
        assertThat(platform.textsSent(customer.account().ref())).containsExactly("tomorrow");
    }

    @Test
    void aReplyThatIsDeferredForTooLongFails() {
        platform.alwaysAnswers(customer.account().ref(), deferred(null, "40100", "Too many calls"));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.RETRYING);

        replies.change("UPDATE delivery SET queued_at = now() - interval '1 h' WHERE message_id = ?", reply.value());

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).reason()).isEqualTo("Too many calls");
    }

    @Test
    void aSlowAccountDoesNotStopAnother() {
        var end = new CountDownLatch(1);
        var slow = customer.account();
        for (var i = 0; i < 6; i++) {
            platform.answers(slow.ref(), it -> {
                await(end);
                return accepted(null, null);
            });
            replies.reply(Given.aCustomerOf(slow), "patience");
        }
        replies.until(() -> platform.calls(slow.ref()).size() >= 4);

        var reply = replies.reply(replies.aCustomer(), "at once");

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(platform.calls(slow.ref()))
                .as("calls at once for one account")
                .hasSize(4);
        end.countDown();
        replies.until(() -> platform.calls(slow.ref()).size() == 6);
    }

    @Test
    @Tag("F87")
    void aTokenThatIsNotAcceptedIsRenewedOnce() {
        platform.answers(customer.account().ref(), unauthorized("40105", "The token has expired."));

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(platform.calls(customer.account().ref()))
                .extracting(ScriptedConnector.Call::credentials)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    @Tag("F87")
    void anAccountWhoseNewTokenIsNotAcceptedEitherNeedsToBeConnectedAgain() {
        platform.answers(customer.account().ref(), unauthorized("40105", "The token has expired."));
        platform.answers(customer.account().ref(), unauthorized("40105", "The token has expired."));

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).reason()).contains("connected again");
        assertThat(platform.calls(customer.account().ref())).hasSize(2);
        assertThat(replies.list(
                        String.class,
                        "SELECT state FROM account WHERE id = ?",
                        customer.account().id().value()))
                .containsExactly("NEEDS_RECONNECT");
        var later = replies.reply(customer, "or on Friday");
        replies.becomes(later, MessageStatus.FAILED);
        assertThat(platform.calls(customer.account().ref()))
                .as("no call without a token")
                .hasSize(2);
    }

    @Test
    @Tag("F98")
    void nothingIsSentForAnAccountThatIsNotBoundAnyMore() {
        platform.alwaysAnswers(customer.account().ref(), deferred(null, "40100", "Too many calls"));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.RETRYING);

        replies.change(
                "UPDATE account SET state = 'UNBOUND', unbound_at = now() WHERE id = ?",
                customer.account().id().value());

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).code()).isEqualTo("account-unbound");
    }

    @Test
    void theAnswerToACommentTellsWhichCommentsAreOurs() {
        var account = customer.account();
        var thread = new DirectMessages(account, "comment-" + UUID.randomUUID(), "nobody");
        var ownAuthor = "author-" + UUID.randomUUID();
        Given.happened(
                account,
                comment(thread.externalId(), null, "customer-7", "price?"),
                comment("own-" + UUID.randomUUID(), thread.externalId(), ownAuthor, "from the phone"));
        platform.answers(account.ref(), accepted("out-" + UUID.randomUUID(), ownAuthor));

        var reply = replies.reply(thread, "10 €");

        replies.becomes(reply, MessageStatus.SENT);
        var said = platform.calls(account.ref()).get(0).message();
        assertThat(said)
                .isEqualTo(new OutboundMessage(
                        Surface.COMMENT, thread.externalId(), "post-1", null, new Saying.Words("10 €")));
        replies.until(() -> replies.bubbles(thread).size() == 2);
        assertThat(replies.list(
                        String.class,
                        "SELECT comment_author_id FROM account WHERE id = ?",
                        account.id().value()))
                .containsExactly(ownAuthor);
    }

    private InboundEvent comment(String id, @Nullable String parent, String author, String text) {
        return new CommentSeen(
                customer.account().externalId(), "post-1", id, parent, Person.of(author, null), text, clock.instant());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody let the call go on");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
