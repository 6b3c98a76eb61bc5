package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.ScheduledReplies;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies that leave later: nobody counts them before, they can be taken back, and TikTok's rules hold when they leave. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class ScheduledRepliesTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofHours(1);

    @Inject
    ReplyTester replies;

    @Inject
    ScheduledReplies scheduled;

    @Inject
    ScriptedConnector platform;

    private DirectMessages customer;

    @BeforeEach
    void aCustomerWrites() {
        customer = replies.aCustomer();
    }

    @Test
    void whatIsToLeaveLaterStandsAtTheEndAndLeavesThen() {
        var later = replies.replyLater(customer, "And good night!", SOON);
        assertThat(replies.message(later).status()).isEqualTo(MessageStatus.SCHEDULED);

        var now = replies.reply(customer, "It is in stock.");

        assertThat(replies.bubbles(customer)).extracting(it -> it.id()).containsExactly(now.value(), later.value());
        replies.becomes(later, MessageStatus.SENT);
        assertThat(sent()).containsExactly("It is in stock.", "And good night!");
    }

    @Test
    void whatHasNotLeftIsTakenBackAndNeverLeaves() {
        var reply = replies.replyLater(customer, "And good night!", LATER);

        scheduled.takeBack(customer.id(), reply);

        assertThat(replies.bubbles(customer)).isEmpty();
        thenRefused(() -> scheduled.takeBack(customer.id(), reply), ConversationProblem.UNKNOWN_MESSAGE);
        thenRefused(() -> scheduled.sendNow(customer.id(), reply), ConversationProblem.UNKNOWN_MESSAGE);
    }

    @Test
    void whatHasLeftIsNotTakenBack() {
        var reply = replies.reply(customer, "It is in stock.");
        replies.becomes(reply, MessageStatus.SENT);

        thenRefused(() -> scheduled.takeBack(customer.id(), reply), ConversationProblem.NOT_SCHEDULED);
        assertThat(replies.bubbles(customer)).hasSize(1);
    }

    @Test
    void whatIsToLeaveLaterCanLeaveAtOnce() {
        var reply = replies.replyLater(customer, "It is in stock.", LATER);

        scheduled.sendNow(customer.id(), reply);

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(sent()).containsExactly("It is in stock.");
    }

    @Test
    void whatWouldLeaveAfterTheWindowIsRefused() {
        thenRefused(
                () -> replies.replyLater(customer, "Still there?", Duration.ofDays(2)),
                ConversationProblem.WINDOW_CLOSED_THEN);
        replies.replyLater(customer, "Still there?", Duration.ofHours(47));
    }

    @Test
    void whatWaitsUsesUpNothingUntilItLeaves() {
        replies.replyLater(customer, "And good night!", LATER);

        var author = Given.anAgentOf(customer.account().store());
        for (var i = 0; i < 10; i++) {
            replies.reply(customer, "Colour " + i, author, "token-" + i);
        }

        replies.until(() -> sent().size() == 10);
    }

    @Test
    void whatTikTokWouldRefuseByThenFailsAndIsNotSent() {
        var reply = replies.replyLater(customer, "And good night!", LATER);
        for (var i = 0; i < 10; i++) {
            customer.echo("phone-" + customer.externalId() + i, "from the phone " + i);
        }

        scheduled.sendNow(customer.id(), reply);

        replies.becomes(reply, MessageStatus.FAILED);
        assertThat(replies.failure(reply).code()).isEqualTo("quota-used-up");
        assertThat(replies.sendTrouble(customer.id())).isTrue();
        assertThat(sent()).isEmpty();
    }

    @Test
    void theSameClientTokenIsScheduledOnce() {
        var author = Given.anAgentOf(customer.account().store());
        var token = UUID.randomUUID().toString();

        var one = replies.replyLater(customer, "And good night!", author, token, LATER);
        var two = replies.replyLater(customer, "And good night!", author, token, LATER);

        assertThat(two).isEqualTo(one);
        assertThat(replies.bubbles(customer)).hasSize(1);
    }

    private List<String> sent() {
        return platform.textsSent(customer.account().ref());
    }

    private static void thenRefused(ThrowingCallable call, ConversationProblem problem) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(problem);
    }
}
