package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT_ID;
import static dev.tributary.connector.tiktokbusiness.Fixtures.COMMENT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CONVERSATION;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CUSTOMER;
import static dev.tributary.connector.tiktokbusiness.Fixtures.MESSAGE;
import static dev.tributary.connector.tiktokbusiness.Fixtures.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.AuthorizationRemoved;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.HighIntentCommentSeen;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.ReactionSeen;
import dev.tributary.connector.InboundEvent.ReferralSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.InboundEvent.WithheldMessageSeen;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Person;
import dev.tributary.connector.Reading;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event and every kind of message that TikTok documents, from a payload. */
class WebhookReaderTest {

    private static final Instant AT = Instant.ofEpochMilli(1_790_000_000_123L);
    private static final Person KARI = Person.of(CUSTOMER, "kari_n");

    @Test
    void aCustomerWritesToUs() throws MalformedWebhookException {
        assertThat(read("im_receive_msg-text"))
                .isEqualTo(Reading.of(new MessageSeen(
                        ACCOUNT_ID,
                        CONVERSATION,
                        MESSAGE,
                        Direction.INBOUND,
                        KARI,
                        Content.text("do you ship to Oslo?"),
                        null,
                        Source.APP,
                        AT)));
    }

    @Test
    void weWriteToTheCustomerWhoIsTheOneWrittenTo() throws MalformedWebhookException {
        assertThat(read("im_send_msg-text"))
                .isEqualTo(Reading.of(new MessageSeen(
                        ACCOUNT_ID,
                        CONVERSATION,
                        MESSAGE,
                        Direction.OUTBOUND,
                        KARI,
                        Content.text("Yes, 3 days."),
                        null,
                        Source.API,
                        AT)));
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments("im_receive_msg-image", media(InboundEvent.Type.IMAGE, "v0d00fg10000example", null)),
                arguments("im_receive_msg-video", media(InboundEvent.Type.VIDEO, "v0d00fg10000film", null)),
                arguments(
                        "im_receive_msg-share_post",
                        media(
                                InboundEvent.Type.SHARE_POST,
                                POST,
                                "https://www.tiktok.com/player/v1/7380000000000000002?music_info=1&description=1"
                                        + "&autoplay=1&loop=1&utm_campaign=tt4d_open_api&utm_source=dm")),
                arguments(
                        "im_receive_msg-sticker",
                        media(
                                InboundEvent.Type.STICKER,
                                null,
                                "https://p16-sign.tiktokcdn.example/sticker.webp?x-expires=1792592000&x-signature=abc")),
                arguments(
                        "im_receive_msg-emoji",
                        media(InboundEvent.Type.EMOJI, null, "https://p16.tiktokcdn.example/emoji.webp")),
                arguments(
                        "im_send_msg-template",
                        new Content(
                                InboundEvent.Type.TEMPLATE,
                                "What do you need?",
                                List.of(),
                                List.of(new CardButton("Track order", "trk"), new CardButton("Human", "hum")),
                                CardStyle.BUTTONS,
                                null)));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void everyKindOfMessageSaysWhatItShows(String payload, Content content) throws MalformedWebhookException {
        assertThat(message(payload).content()).isEqualTo(content);
        assertThat(read(payload).ignoredBecause()).isNull();
    }

    @Test
    @Tag("F31")
    void aKindThatIsNewShowsAsUnsupportedUnderItsName() throws MalformedWebhookException {
        assertThat(message("im_receive_msg-voice").content())
                .isEqualTo(new Content(InboundEvent.Type.UNSUPPORTED, "voice", List.of(), List.of()));
        assertThat(read("im_receive_msg-voice").ignoredBecause()).contains("'voice'");
    }

    @Test
    void aFlatTemplateIsATemplateToo() throws MalformedWebhookException {
        var flat = Fixtures.payload(
                "im_send_msg-template",
                content -> content.set(
                        "template",
                        Fixtures.json(
                                "{\"type\":\"QA_LINK_CARD\",\"title\":\"Pick\",\"buttons\":[{\"title\":\"A\"}]}")));

        assertThat(onlyMessage(Fixtures.reader().read(flat)).content())
                .isEqualTo(new Content(
                        InboundEvent.Type.TEMPLATE,
                        "Pick",
                        List.of(),
                        List.of(new CardButton("A", null)),
                        CardStyle.LINKS,
                        null));
    }

    @Test
    void aMessageKnowsWhichOneItQuotesOrAnswersByAButton() throws MalformedWebhookException {
        assertThat(message("im_receive_msg-text-quoting").quotedExternalId()).isEqualTo("o9W2e3R4t5Y6u7I8o9P0a1S2d3==");
        assertThat(message("im_receive_msg-text-tapped").quotedExternalId()).isEqualTo("c4W2e3R4t5Y6u7I8o9P0a1S2d3==");
    }

    @Test
    void wordsThatAreAButtonSayWhichOne() throws MalformedWebhookException {
        assertThat(message("im_receive_msg-text-tapped").content())
                .isEqualTo(Content.text("Track order").tapping(new InboundEvent.Tap("trk")));
        assertThat(message("im_receive_msg-text-quoting").content().tapped()).isNull();
    }

    @Test
    void automaticMessagesAreAutomaticWhateverWroteThem() throws MalformedWebhookException {
        assertThat(message("im_send_msg-welcome").source()).isEqualTo(Source.AUTOMATIC);
    }

    @ParameterizedTest
    @CsvSource({"APP,APP", "WEB,WEB", "API,API", "OTHERS,UNKNOWN", "UNKNOWN_SOURCE,UNKNOWN", "web,WEB"})
    void aMessageKnowsWhereItWasWritten(String tag, Source source) throws MalformedWebhookException {
        var payload = Fixtures.payload(
                "im_send_msg-text", content -> content.putObject("message_tag").put("source", tag));

        assertThat(onlyMessage(Fixtures.reader().read(payload)).source()).isEqualTo(source);
    }

    @Test
    void aReactionIsAFactAboutAnotherMessage() throws MalformedWebhookException {
        var at = Instant.ofEpochMilli(1_790_000_100_000L);

        assertThat(read("im_receive_msg-reaction"))
                .isEqualTo(Reading.of(new ReactionSeen(ACCOUNT_ID, MESSAGE, CUSTOMER, "👍", true, at)));
        assertThat(read("im_receive_msg-reaction-removed"))
                .isEqualTo(Reading.of(new ReactionSeen(
                        ACCOUNT_ID,
                        MESSAGE,
                        CUSTOMER,
                        "https://p16.tiktokcdn.example/ai.webp?x-expires=1792592000",
                        false,
                        at)));
        assertThat(read("im_send_msg-reaction"))
                .isEqualTo(Reading.of(new ReactionSeen(ACCOUNT_ID, MESSAGE, ACCOUNT_ID, "❤️", true, at)));
    }

    @Test
    void theCustomerHasRead() throws MalformedWebhookException {
        assertThat(read("im_mark_read_msg"))
                .isEqualTo(Reading.of(
                        new MessagesRead(ACCOUNT_ID, CONVERSATION, Instant.ofEpochMilli(1_790_000_050_123L))));
    }

    @Test
    void theCustomerComesFromAnAdvertisementOrALink() throws MalformedWebhookException {
        assertThat(read("im_referral_msg-ad"))
                .isEqualTo(Reading.of(
                        new ReferralSeen(ACCOUNT_ID, CONVERSATION, KARI, "AD", "1790000000000001", "Autumn", AT)));
        assertThat(read("im_referral_msg-short_link"))
                .isEqualTo(Reading.of(
                        new ReferralSeen(ACCOUNT_ID, CONVERSATION, KARI, "SHORT_LINK", "poster-3", "Hi", AT)));
    }

    @Test
    @Tag("F33")
    void aMessageFromEuropeNamesNobody() throws MalformedWebhookException {
        assertThat(read("im_receive_msg_eu")).isEqualTo(Reading.of(new WithheldMessageSeen(ACCOUNT_ID, AT)));
    }

    @Test
    @Tag("F28")
    void aCommentHasTheSameIdInBothEventsThatTellOfIt() throws MalformedWebhookException {
        var at = Instant.ofEpochMilli(1_790_000_000_456L);
        var author = Person.of(CUSTOMER, null);

        assertThat(read("comment.update-insert"))
                .isEqualTo(Reading.of(new CommentSeen(ACCOUNT_ID, POST, COMMENT, null, author, "price?", at)));
        assertThat(read("comment.update-insert-2024"))
                .isEqualTo(Reading.of(new CommentSeen(ACCOUNT_ID, POST, COMMENT, null, author, null, at)));
        assertThat(read("im_receive_high_intent_comment"))
                .isEqualTo(Reading.of(new HighIntentCommentSeen(ACCOUNT_ID, COMMENT, KARI, at)));
    }

    @Test
    @Tag("F28")
    void idsAreTheSameAsNumbersAndAsTexts() throws MalformedWebhookException {
        var texts = Fixtures.payload(
                "comment.update-insert-reply",
                content -> content.put("comment_id", "7390000000000000009")
                        .put("video_id", POST)
                        .put("parent_comment_id", COMMENT));

        assertThat(Fixtures.reader().read(texts)).isEqualTo(read("comment.update-insert-reply"));
    }

    @Test
    void aReplyKnowsWhatItAnswersAndATopLevelCommentAnswersNothing() throws MalformedWebhookException {
        var absent = Fixtures.payload("comment.update-insert", content -> content.remove("parent_comment_id"));
        var textZero = Fixtures.payload("comment.update-insert", content -> content.put("parent_comment_id", "0"));

        assertThat(((CommentSeen) only(read("comment.update-insert-reply"))).parentExternalId())
                .isEqualTo(COMMENT);
        assertThat(Fixtures.reader().read(absent)).isEqualTo(read("comment.update-insert"));
        assertThat(Fixtures.reader().read(textZero)).isEqualTo(read("comment.update-insert"));
    }

    @ParameterizedTest
    @CsvSource({"delete,DELETED", "set_to_hidden,HIDDEN", "set_to_friends_only,FRIENDS_ONLY", "set_to_public,PUBLIC"})
    void aCommentIsTakenAwayOrShownAgain(String action, CommentState state) throws MalformedWebhookException {
        assertThat(read("comment.update-" + action))
                .isEqualTo(Reading.of(
                        new CommentStateSeen(ACCOUNT_ID, COMMENT, state, Instant.ofEpochMilli(1_790_000_000_456L))));
    }

    @Test
    @Tag("F31")
    void anActionThatIsNewIsPassedOverByName() throws MalformedWebhookException {
        var payload = Fixtures.payload("comment.update-delete", content -> content.put("comment_action", "pinned"));

        assertThat(Fixtures.reader().read(payload)).isEqualTo(Reading.ignored("unknown comment action 'pinned'"));
    }

    @Test
    @Tag("F89")
    void theAccountTookItsGrantBack() throws MalformedWebhookException {
        var removed =
                (AuthorizationRemoved) read("authorization.removed").events().get(0);

        assertThat(removed)
                .isEqualTo(new AuthorizationRemoved(
                        ACCOUNT_ID, "The account disconnected this app.", Instant.ofEpochSecond(1_790_000_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiktok.ping", "im_auto_message_config_update", "post.publish.complete"})
    void whatIsNotForAnInboxIsIgnoredByName(String event) throws MalformedWebhookException {
        assertThat(read(event)).isEqualTo(Reading.ignored("event '" + event + "' is not for an inbox"));
    }

    @Test
    @Tag("F31")
    @Tag("F39")
    void anUnknownEventIsIgnoredByNameAndCannotForgeALogLine() throws MalformedWebhookException {
        var envelope = Fixtures.envelope("im_receive_msg-text").put("event", "a\r\n\u001b[31mERROR\u202e");

        assertThat(Fixtures.reader().read(Fixtures.bytes(envelope)))
                .isEqualTo(Reading.ignored("unknown event 'a\uFFFD\uFFFD\uFFFD[31mERROR\uFFFD'"));
    }

    private static Reading read(String payload) throws MalformedWebhookException {
        return Fixtures.reader().read(Fixtures.payload(payload));
    }

    private static InboundEvent only(Reading reading) {
        assertThat(reading.events()).hasSize(1);
        return reading.events().get(0);
    }

    private static MessageSeen onlyMessage(Reading reading) {
        return (MessageSeen) only(reading);
    }

    private static MessageSeen message(String payload) throws MalformedWebhookException {
        return onlyMessage(read(payload));
    }

    private static Content media(InboundEvent.Type type, @Nullable String id, @Nullable String url) {
        return new Content(type, null, List.of(new Media(id, url == null ? null : URI.create(url))), List.of());
    }
}
