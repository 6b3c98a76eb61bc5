package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.ReplyService;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.problem.ProblemType;
import dev.tributary.store.AccountService;
import dev.tributary.store.StoreProblem;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person has it looked up what became of a reply. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class CheckAgainTest {

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    CheckAgain checks;

    @Inject
    ReplyService service;

    @Inject
    AccountService accounts;

    @Inject
    CallGovernor governor;

    @Inject
    Clock clock;

    private final String remoteId = "out-" + UUID.randomUUID();
    private DirectMessages customer;
    private MessageId reply;

    @BeforeEach
    void aReplyIsNeverAnswered() {
        customer = replies.aCustomer();
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        reply = replies.reply(customer, "tomorrow");
        replies.becomes(reply, MessageStatus.UNCERTAIN);
    }

    /** Otherwise TikTok seems to blame the app when another test has two more accounts rest within a minute. */
    @AfterEach
    void nobodyRests() {
        replies.change(
                "DELETE FROM rate_pause WHERE account_id = ?",
                customer.account().id().value());
    }

    @Test
    @Tag("F82")
    void untilTheMachineGivesUpTheReplySaysThatItIsBeingChecked() {
        assertThat(replies.message(reply)).returns(true, MessageView::beingChecked);

        gaveUp();

        assertThat(replies.message(reply).checkedAt()).isBetween(clock.instant().minusSeconds(10), clock.instant());
        assertThat(replies.timesTold(reply))
                .as("sent, uncertain, and each look")
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    @Tag("F82")
    void aCheckFindsWhatArrivedAndSendsNothing() {
        gaveUp();
        platform.lists(customer.externalId(), new SentMessage(remoteId, "tomorrow", clock.instant()));

        var checked = checks.check(customer.id(), reply);

        assertThat(checked.finished()).isTrue();
        assertThat(checked.message())
                .returns(MessageStatus.SENT, MessageView::status)
                .returns(remoteId, MessageView::remoteId)
                .returns(null, MessageView::checkedAt);
        customer.echo(remoteId, "tomorrow");
        assertThat(replies.bubbles(customer)).hasSize(1);
        assertThat(replies.isUnderWay(reply)).isFalse();
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    @Tag("F82")
    void aCheckThatFindsNothingLeavesItUncertainAndSaysWhenItLooked() {
        gaveUp();
        var before = replies.message(reply).checkedAt();

        var checked = checks.check(customer.id(), reply);

        assertThat(checked.finished()).isTrue();
        assertThat(checked.message())
                .returns(MessageStatus.UNCERTAIN, MessageView::status)
                .returns(false, MessageView::beingChecked);
        assertThat(checked.message().checkedAt()).isAfter(before);
        assertThat(replies.isUnderWay(reply)).isFalse();
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    void aCheckWhileTheMachineLooksDoesNotEndThat() {
        var other = replies.aCustomer();
        var begun = new CompletableFuture<MessageId>();
        var looks = new CopyOnWriteArrayList<String>();
        var checked = new CompletableFuture<CheckAgain.Checked>();
        platform.whileListing(other.externalId(), () -> {
            looks.add("look");
            if (!checked.isDone()) {
                checked.complete(checks.check(other.id(), begun.join()));
            }
        });
        platform.answers(other.account().ref(), unknown(null, "TikTok did not answer."));
        begun.complete(replies.reply(other, "tomorrow"));

        replies.until(() -> checked.isDone() && !replies.isUnderWay(begun.join()));

        assertThat(checked.join().finished()).isFalse();
        assertThat(checked.join().message())
                .returns(MessageStatus.UNCERTAIN, MessageView::status)
                .returns(true, MessageView::beingChecked);
        assertThat(looks).hasSizeGreaterThan(1);
    }

    @Test
    void whoAsksWhileSomebodyLooksIsAnsweredAtOnce() {
        gaveUp();
        var inBetween = new CopyOnWriteArrayList<CheckAgain.Checked>();
        platform.whileListing(customer.externalId(), () -> {
            if (inBetween.isEmpty()) {
                inBetween.add(checks.check(customer.id(), reply));
            }
        });

        assertThat(checks.check(customer.id(), reply).finished()).isTrue();

        assertThat(inBetween).singleElement().returns(false, CheckAgain.Checked::finished);
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void aCheckHoldsBackNoOtherReply() {
        gaveUp();
        var second = new ArrayList<MessageId>();
        platform.whileListing(customer.externalId(), () -> {
            second.add(replies.reply(customer, "and another thing"));
            replies.becomes(second.get(0), MessageStatus.SENT);
        });

        checks.check(customer.id(), reply);

        assertThat(second).hasSize(1);
    }

    @Test
    void whatTikTokDoesNotAnswerIsSaidAndLeavesEverythingAsItWas() {
        gaveUp();
        var before = replies.message(reply);
        platform.cannotList(customer.externalId());

        assertProblem(StoreProblem.PLATFORM_CALL_FAILED, () -> checks.check(customer.id(), reply));

        assertThat(replies.message(reply)).isEqualTo(before);
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void whenTheMachineCannotLookPeopleNeedNotWaitForIt() {
        var deaf = replies.aCustomer();
        platform.cannotList(deaf.externalId());
        platform.answers(deaf.account().ref(), unknown(null, "TikTok did not answer."));
        var unheard = replies.reply(deaf, "tomorrow");

        replies.until(() -> replies.message(unheard).status() == MessageStatus.UNCERTAIN
                && !replies.message(unheard).beingChecked());

        assertThat(replies.message(unheard).checkedAt()).isNull();
        assertThat(replies.isUnderWay(unheard)).isTrue();
        platform.canList(deaf.externalId());
        assertThat(checks.check(deaf.id(), unheard).message().checkedAt()).isNotNull();
    }

    @Test
    @Tag("F80")
    void aPauseThatTikTokAskedForIsKeptAndSaidHowLong() {
        gaveUp();
        governor.throttled(customer.account().ref(), ApiCall.MESSAGES, Duration.ofMinutes(2));
        var looked = new ArrayList<String>();
        platform.whileListing(customer.externalId(), () -> looked.add("looked"));

        post().then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/platform-busy"))
                .body("retryAfter", lessThanOrEqualTo(120));
        assertThat(looked).isEmpty();
        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void anAccountThatIsNotConnectedCannotBeAsked() {
        gaveUp();
        accounts.disconnected(customer.account().id(), "Somebody took the consent back.");

        assertProblem(StoreProblem.ACCOUNT_DISCONNECTED, () -> checks.check(customer.id(), reply));

        assertThat(replies.isUnderWay(reply)).isFalse();
    }

    @Test
    void onlyWhatIsUncertainIsLookedFor() {
        gaveUp();
        customer.echo(remoteId, "tomorrow");

        assertProblem(DeliveryProblem.NOT_UNCERTAIN, () -> checks.check(customer.id(), reply));
        assertProblem(
                ConversationProblem.UNKNOWN_MESSAGE,
                () -> checks.check(customer.id(), new MessageId(UUID.randomUUID())));
        assertProblem(
                ConversationProblem.UNKNOWN_MESSAGE,
                () -> checks.check(replies.aCustomer().id(), reply));
    }

    @Test
    void sendingAgainForgetsWhatWasFoundBefore() {
        gaveUp();
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        platform.cannotList(customer.externalId());

        service.resend(customer.id(), reply);

        replies.until(() -> platform.calls(customer.account().ref()).size() == 2
                && replies.message(reply).status() == MessageStatus.UNCERTAIN);
        assertThat(replies.message(reply).checkedAt()).isNull();
    }

    @Test
    void aCheckIsAnsweredWithTheMessageAsItIsThen() {
        gaveUp();
        post().then().statusCode(200).body("status", equalTo("UNCERTAIN")).body("checkedAt", notNullValue());

        platform.lists(customer.externalId(), new SentMessage(remoteId, "tomorrow", clock.instant()));

        post().then().statusCode(200).body("status", equalTo("SENT"));
        post().then().statusCode(409).body("type", equalTo("/problems/not-uncertain"));
    }

    private void gaveUp() {
        replies.until(() -> !replies.isUnderWay(reply));
        assertThat(replies.message(reply))
                .returns(MessageStatus.UNCERTAIN, MessageView::status)
                .returns(false, MessageView::beingChecked);
    }

    private Response post() {
        return Colleague.agentOf(customer.account().store().value())
                .browser()
                .post("/api/conversations/" + customer.id().value() + "/messages/" + reply.value() + "/check");
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(List.of(e.type())).containsExactly(type));
    }
}
