package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.deferred;
import static dev.tributary.connector.SendOutcome.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.ReplyService;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the platform tells of a reply, before, after or instead of the answer. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class UncertainReplyTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    ReplyService service;

    @Inject
    Sender sender;

    @Inject
    Clock clock;

    private final String remoteId = "out-" + UUID.randomUUID();
    private DirectMessages customer;

    @BeforeEach
    void aCustomerWrites() {
        customer = replies.aCustomer();
    }

    @Test
    @Tag("F48")
    void anEchoBeforeTheAnswerIsTheSameBubble() {
        platform.answers(customer.account().ref(), it -> {
            customer.echo(remoteId, ScriptedConnector.words(it));
            return accepted(remoteId, null);
        });

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        thenOneBubbleIsSent(reply.value());
    }

    @Test
    @Tag("F48")
    void anEchoInOtherWordsBeforeTheAnswerBecomesTheSameBubble() {
        platform.answers(customer.account().ref(), it -> {
            customer.echo(remoteId, "TOMORROW!");
            return accepted(remoteId, null);
        });

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        thenOneBubbleIsSent(reply.value());
        assertThat(replies.list(
                        String.class,
                        "SELECT type FROM change WHERE store_id = ? AND type = 'message.removed'",
                        customer.account().store().value()))
                .hasSize(1);
    }

    @Test
    @Tag("F48")
    void anEchoAfterTheAnswerAndTwiceIsTheSameBubble() {
        platform.answers(customer.account().ref(), accepted(remoteId, null));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.SENT);

        customer.echo(remoteId, "tomorrow");
        customer.echo(remoteId, "tomorrow");

        thenOneBubbleIsSent(reply.value());
    }

    @Test
    @Tag("F48")
    void anEchoAfterTheAnswerTellsWhenItWasSoThatAReceiptByThatClockCounts() {
        platform.answers(customer.account().ref(), accepted(remoteId, null));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.SENT);
        // The platform's clock is behind ours.
        var at = clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

        customer.echo(remoteId, "tomorrow", at);
        customer.customerReadUntil(at);

        assertThat(replies.message(reply))
                .returns(at, MessageView::sentAt)
                .returns(MessageStatus.READ, MessageView::status);
        assertThat(replies.bubbles(customer)).hasSize(1);
    }

    @Test
    void whoeverQuotesAReplyIsToldAnewWhenItHasAName() {
        platform.answers(customer.account().ref(), it -> {
            customer.customerQuotes(remoteId, "quoting-" + remoteId, "really?");
            return accepted(remoteId, null);
        });

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(replies.timesTold(customer, "quoting-" + remoteId)).isEqualTo(2);
    }

    @Test
    void whoeverQuotesAMessageThatComesLateIsToldAnew() {
        customer.customerQuotes("quoted-" + remoteId, "quoting-" + remoteId, "I mean this");

        customer.customerSaid(clock.instant().minusSeconds(60), "quoted-" + remoteId, "do you ship to Oslo?");

        assertThat(replies.timesTold(customer, "quoting-" + remoteId)).isEqualTo(2);
    }

    @Test
    @Tag("F84")
    void anAnswerWithoutANameIsNamedByTheEcho() {
        platform.answers(customer.account().ref(), accepted(null, null));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.SENT);

        customer.echo(remoteId, "tomorrow");

        thenOneBubbleIsSent(reply.value());
    }

    @Test
    @Tag("F82")
    void aTimeOutIsUncertainUntilTheEchoComes() {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.UNCERTAIN);
        assertThat(replies.sendTrouble(customer.id())).isTrue();

        customer.echo(remoteId, "tomorrow");

        thenOneBubbleIsSent(reply.value());
        assertThat(replies.sendTrouble(customer.id())).isFalse();
        assertThat(replies.isUnderWay(reply)).isFalse();
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    @Tag("F82")
    void aTimeOutIsResolvedByReadingBack() {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        platform.lists(
                customer.externalId(),
                new SentMessage("older", "tomorrow", clock.instant().minus(Duration.ofHours(1))),
                new SentMessage(remoteId, " tomorrow", clock.instant()));

        var reply = replies.reply(customer, "tomorrow");

        replies.becomes(reply, MessageStatus.SENT);
        thenOneBubbleIsSent(reply.value());
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    @Tag("F48")
    void withoutAnEchoAnUncertainReplyWaitsForAPersonAndIsNeverSentAgain() {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));

        var reply = replies.reply(customer, "tomorrow");

        replies.until(() -> replies.message(reply).status() == MessageStatus.UNCERTAIN && !replies.isUnderWay(reply));
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
        assertThat(replies.sendTrouble(customer.id())).isTrue();

        service.resend(customer.id(), reply);

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(platform.calls(customer.account().ref())).hasSize(2);
    }

    @Test
    void anUncertainReplyHoldsBackTheNextOneForAWhile() {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        platform.cannotList(customer.externalId());
        var first = replies.reply(customer, "one");
        replies.becomes(first, MessageStatus.UNCERTAIN);

        var second = replies.reply(customer, "two");

        assertThat(platform.textsSent(customer.account().ref())).containsExactly("one");
        replies.becomes(second, MessageStatus.SENT);
        assertThat(replies.message(first).status()).isEqualTo(MessageStatus.UNCERTAIN);
        assertThat(replies.list(
                        Boolean.class,
                        "SELECT now() - uncertain_at > interval '1 s' FROM delivery WHERE message_id = ?",
                        first.value()))
                .containsExactly(true);
    }

    @Test
    @Tag("F69")
    void aServerThatDiesWhileItSendsLeavesTheReplyUncertain() {
        platform.answers(customer.account().ref(), deferred(Duration.ofHours(1), "40100", "Too many calls"));
        var reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.RETRYING);

        replies.dieWhileSending(reply);
        sender.sweep();

        replies.becomes(reply, MessageStatus.UNCERTAIN);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
        customer.echo(remoteId, "tomorrow");
        thenOneBubbleIsSent(reply.value());
    }

    @Test
    void anAnswerTakesItsNameBackFromAReplyOfTheSameWords() {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        platform.answers(customer.account().ref(), it -> {
            customer.echo(remoteId, "tomorrow");
            return accepted(remoteId, null);
        });
        var first = replies.reply(customer, "tomorrow");
        replies.until(() -> replies.message(first).status() == MessageStatus.UNCERTAIN && !replies.isUnderWay(first));

        var second = replies.reply(customer, "tomorrow");

        replies.becomes(second, MessageStatus.SENT);
        assertThat(replies.message(second).remoteId()).isEqualTo(remoteId);
        assertThat(replies.message(first).status()).isEqualTo(MessageStatus.UNCERTAIN);
        assertThat(replies.message(first).remoteId()).isNull();
    }

    private void thenOneBubbleIsSent(UUID reply) {
        assertThat(replies.bubbles(customer))
                .singleElement()
                .returns(reply, MessageView::id)
                .returns(MessageStatus.SENT, MessageView::status)
                .returns(remoteId, MessageView::remoteId);
    }
}
