package dev.tributary.delivery;

import static dev.tributary.connector.SendOutcome.accepted;
import static dev.tributary.connector.SendOutcome.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.SentMessage;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageStatus;
import dev.tributary.conversation.MessageView;
import dev.tributary.conversation.MessageView.Tapped;
import dev.tributary.conversation.ReplyBody;
import dev.tributary.conversation.ReplyService;
import dev.tributary.conversation.ScheduledReplies;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.testing.DirectMessages;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards and posts go out like words do: once, and as one bubble, whatever comes back first. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ScriptedPlatform.class)
class SendingCardsTest {

    private static final String POST = "7380000000000000002";
    private static final String EMBEDDED = "https://www.tiktok.com/player/v1/" + POST + "?utm_source=dm";

    @Inject
    ReplyTester replies;

    @Inject
    ScriptedConnector platform;

    @Inject
    ReplyService service;

    @Inject
    ScheduledReplies scheduled;

    @Inject
    Clock clock;

    private final String remoteId = "out-" + UUID.randomUUID();
    private DirectMessages customer;

    /** What is sent, and how webhooks and lists tell of it. */
    private record Kind(String name, ReplyBody body, Content echo, Content listed) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "card",
                        card("Track order", "Human"),
                        told(new CardButton("Track order", "b1"), new CardButton("Human", "b2")),
                        told(new CardButton("Track order", null), new CardButton("Human", null))),
                new Kind(
                        "post",
                        new ReplyBody.Post(POST),
                        shared(new Media(POST, null)),
                        shared(new Media(null, URI.create(EMBEDDED)))));
    }

    private static Content told(CardButton... buttons) {
        return new Content(
                InboundEvent.Type.TEMPLATE, "What do you need?", List.of(), List.of(buttons), CardStyle.BUTTONS, null);
    }

    private static Content shared(Media post) {
        return new Content(InboundEvent.Type.SHARE_POST, null, List.of(post), List.of());
    }

    @BeforeEach
    void aCustomerWrites() {
        customer = replies.aCustomer();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("F48")
    void anEchoBeforeTheAnswerIsTheSameBubble(Kind kind) {
        platform.answers(customer.account().ref(), it -> {
            customer.echo(remoteId, kind.echo);
            return accepted(remoteId, null);
        });

        var reply = replies.reply(customer, kind.body);

        replies.becomes(reply, MessageStatus.SENT);
        thenItIsTheOnlyBubble(reply);
        assertThat(removed()).as("bubbles that were shown and taken away").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("F48")
    void anEchoAfterTheAnswerAndTwiceIsTheSameBubble(Kind kind) {
        platform.answers(customer.account().ref(), accepted(remoteId, null));
        var reply = replies.reply(customer, kind.body);
        replies.becomes(reply, MessageStatus.SENT);

        customer.echo(remoteId, kind.echo);
        customer.echo(remoteId, kind.listed);

        thenItIsTheOnlyBubble(reply);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("F82")
    void aLostAnswerIsResolvedByTheEcho(Kind kind) {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        var reply = replies.reply(customer, kind.body);
        replies.becomes(reply, MessageStatus.UNCERTAIN);

        customer.echo(remoteId, kind.echo);

        replies.becomes(reply, MessageStatus.SENT);
        thenItIsTheOnlyBubble(reply);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("F82")
    void aLostAnswerIsResolvedByReadingBack(Kind kind) {
        platform.answers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        platform.lists(
                customer.externalId(),
                new SentMessage("words-" + remoteId, "What do you need?", clock.instant()),
                new SentMessage(remoteId, kind.listed, clock.instant()));

        var reply = replies.reply(customer, kind.body);

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(replies.message(reply).remoteId()).isEqualTo(remoteId);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    @Tag("F48")
    void whatIsOnlyLikeItIsNotIt() {
        platform.alwaysAnswers(customer.account().ref(), unknown(null, "TikTok did not answer."));
        var card = replies.reply(customer, card("Track order", "Human"));
        replies.becomes(card, MessageStatus.UNCERTAIN);

        customer.echo("words", "What do you need?");
        customer.echo(
                "other-buttons", new Content(InboundEvent.Type.TEMPLATE, "What do you need?", List.of(), List.of()));
        customer.echo(
                "other-post",
                new Content(
                        InboundEvent.Type.SHARE_POST,
                        null,
                        List.of(new Media("7380000000000000003", null)),
                        List.of()));

        assertThat(replies.message(card).remoteId()).isNull();
        assertThat(replies.bubbles(customer)).hasSize(4);
    }

    @Test
    void theSameTokenWithTheSameCardIsOneAndWithAnotherIsRefused() {
        var first = replies.reply(customer, card("A", "B"), "token", Duration.ZERO);

        assertThat(replies.reply(customer, card("A", "B"), "token", Duration.ZERO))
                .isEqualTo(first);
        Stream.of(
                        card("A", "C"),
                        card("A"),
                        new ReplyBody.Post(POST),
                        new ReplyBody.Words("What do you need?"),
                        new ReplyBody.Card(
                                CardStyle.LINKS,
                                "What do you need?",
                                List.of(new CardButton("A", null), new CardButton("B", null))))
                .forEach(it -> assertThatThrownBy(() -> replies.reply(customer, it, "token", Duration.ZERO))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.type()).isEqualTo(ConversationProblem.CLIENT_TOKEN_REUSED)));
        replies.becomes(first, MessageStatus.SENT);
        assertThat(platform.calls(customer.account().ref())).hasSize(1);
    }

    @Test
    void aRefusedCardIsSentAgainAsItWas() {
        platform.answers(customer.account().ref(), SendOutcome.refused("40064", "Not now."));
        var reply = replies.reply(customer, card("Track order", "Human"));
        replies.becomes(reply, MessageStatus.FAILED);

        service.resend(customer.id(), reply);

        replies.becomes(reply, MessageStatus.SENT);
        assertThat(platform.calls(customer.account().ref()))
                .extracting(it -> it.message().saying())
                .containsOnly(new Saying.Card(
                        CardStyle.BUTTONS,
                        "What do you need?",
                        List.of(new CardButton("Track order", "b1"), new CardButton("Human", "b2"))))
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itMayWaitAndBeTakenBack(Kind kind) {
        var waits = replies.reply(customer, kind.body, "waits", Duration.ofHours(1));
        var view = replies.message(waits);
        assertThat(view.status()).isEqualTo(MessageStatus.SCHEDULED);
        assertThat(kind.body.isThatOf(view)).isTrue();

        scheduled.takeBack(customer.id(), waits);
        var goes = replies.reply(customer, kind.body, "goes", Duration.ofHours(1));
        scheduled.sendNow(customer.id(), goes);

        replies.becomes(goes, MessageStatus.SENT);
        thenItIsTheOnlyBubble(goes);
        assertThat(kind.body.isThatOf(replies.message(goes))).isTrue();
    }

    @Test
    void aTapSaysWhichButtonOfWhichCardInWhateverOrderTheyCome() {
        platform.answers(customer.account().ref(), it -> {
            customer.customerTaps(remoteId, "b1", "early-" + remoteId, "Track order");
            return accepted(remoteId, null);
        });

        var card = replies.reply(customer, card("Track order", "Human"));
        replies.becomes(card, MessageStatus.SENT);
        customer.customerTaps(remoteId, "b2", "late-" + remoteId, "Human");

        assertThat(bubble("early-" + remoteId))
                .returns(new Tapped("b1", "Track order"), MessageView::tapped)
                .returns(card.value(), MessageView::quotedId);
        assertThat(bubble("late-" + remoteId))
                .returns(new Tapped("b2", "Human"), MessageView::tapped)
                .returns(card.value(), MessageView::quotedId);
        assertThat(replies.timesTold(customer, "early-" + remoteId))
                .as("told anew when the card had a name")
                .isEqualTo(2);
    }

    @Test
    void aTapOnACardThatNobodyKnowsStillSaysWhatWasTapped() {
        customer.customerTaps("a card from elsewhere", "x", "tap-" + remoteId, "Track order");

        assertThat(bubble("tap-" + remoteId))
                .returns(new Tapped("x", "Track order"), MessageView::tapped)
                .returns(null, MessageView::quotedId)
                .returns("Track order", MessageView::text);
    }

    /** Lists leave out that somebody tapped. */
    @ParameterizedTest
    @EnumSource
    void aListThatDoesNotKnowOfATapDoesNotUndoIt(Order order) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (order == Order.LIST_FIRST) {
            customer.customerSaid(at, "tap-" + remoteId, "Track order");
        }
        customer.customerTapped(at, "card", "b1", "tap-" + remoteId, "Track order");
        if (order == Order.LIST_LAST) {
            customer.customerSaid(at, "tap-" + remoteId, "Track order");
        }

        assertThat(bubble("tap-" + remoteId).tapped()).isEqualTo(new Tapped("b1", "Track order"));
    }

    enum Order {
        LIST_FIRST,
        LIST_LAST
    }

    private void thenItIsTheOnlyBubble(MessageId reply) {
        assertThat(replies.bubbles(customer)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(reply.value());
            assertThat(it.status()).isEqualTo(MessageStatus.SENT);
        });
    }

    private List<String> removed() {
        return replies.list(
                String.class,
                "SELECT type FROM change WHERE store_id = ? AND type = 'message.removed'",
                customer.account().store().value());
    }

    private MessageView bubble(String id) {
        var found = replies.list(UUID.class, "SELECT id FROM message WHERE remote_id = ?", id);
        return Objects.requireNonNull(replies.message(new MessageId(found.get(0))));
    }

    private static ReplyBody.Card card(String... titles) {
        return new ReplyBody.Card(
                CardStyle.BUTTONS,
                "What do you need?",
                Stream.of(titles).map(it -> new CardButton(it, null)).toList());
    }
}
