package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Surface;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateRepliesTest {

    private static final OutboundMessage REPLY = toCommenter(new Saying.Words("Price list: …"));

    private final LoopbackApi api = new LoopbackApi();
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config("api-url", api.uri() + "/open_api/v1.3"), Fixtures.CLOCK, (account, call) -> true);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void itNamesTheCommentAndNoRecipient() {
        api.answeringPayload("answer-message-send");

        assertThat(send(REPLY)).isEqualTo(SendOutcome.accepted("s1W2e3R4t5Y6u7I8o9P0a1S2d3==", null));

        assertThat(api.onlyAsked().method() + " " + api.onlyAsked().uri())
                .isEqualTo("POST /open_api/v1.3/business/message/send/");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","message_type":"TEXT",
                 "text":{"body":"Price list: …"},
                 "direct_reply":{"reply_type":"COMMENT_REPLY","comment_reply":{"comment_id":"%s"}}}
                """.formatted(Fixtures.COMMENT)));
    }

    @ParameterizedTest
    @CsvSource({
        "40064, REFUSED, private-reply-refused",
        "40002, REFUSED, private-reply-refused",
        "40118, REFUSED, private-replies-off",
        "40001, REFUSED, private-replies-off",
        "40100, THROTTLED, 40100",
        "40105, UNAUTHORIZED, 40105",
        "51065, UNKNOWN, 51065"
    })
    void whatARefusalMeansIsSaid(int code, SendOutcome.Kind kind, String meaning) {
        api.answering("{\"code\":" + code + ",\"message\":\"no\",\"data\":{}}");

        assertThat(send(REPLY)).returns(kind, SendOutcome::kind).returns(meaning, SendOutcome::code);
    }

    @Test
    void itIsAsLongAsADirectMessageAndInWords() {
        api.answeringPayload("answer-message-send");

        assertThat(send(toCommenter(new Saying.Words("x".repeat(6_000)))).kind())
                .isEqualTo(SendOutcome.Kind.ACCEPTED);
        assertThat(send(toCommenter(new Saying.Words("x".repeat(6_001)))).kind())
                .isEqualTo(SendOutcome.Kind.REFUSED);
        assertThat(send(toCommenter(new Saying.Picture("m7"))).kind()).isEqualTo(SendOutcome.Kind.REFUSED);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void whereItWasSaidNobodyCanLook() throws ConnectorException {
        assertThat(connector.recentlySent(Fixtures.ACCOUNT, Fixtures.TOKEN, REPLY))
                .isEmpty();
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void theSwitchIsReadAndTurned() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"operation_status\":\"ENABLE\"}}");

        assertThat(connector.repliesPrivately(Fixtures.ACCOUNT, Fixtures.TOKEN)).isTrue();
        connector.replyPrivately(Fixtures.ACCOUNT, Fixtures.TOKEN, false);

        assertThat(api.asked())
                .extracting(it -> it.method() + " " + it.uri().getPath())
                .containsExactly(
                        "GET /open_api/v1.3/business/message/direct_reply/get/",
                        "POST /open_api/v1.3/business/message/direct_reply/update/");
        assertThat(api.asked().remove().uri().getQuery())
                .contains("business_id=-000exampleBusinessOpenId0000000000", "direct_reply_type=COMMENT_TO_MESSAGE");
        assertThat(api.asked().remove().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","direct_reply_type":"COMMENT_TO_MESSAGE",
                 "operation_status":"DISABLE"}
                """));
    }

    @Test
    void anAnswerWithoutTheSwitchSaysNothing() {
        api.answering("{\"code\":0,\"data\":{}}");

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> connector.repliesPrivately(Fixtures.ACCOUNT, Fixtures.TOKEN))
                .matches(it -> it.kind() == ConnectorException.Kind.UNAVAILABLE);
    }

    private static OutboundMessage toCommenter(Saying saying) {
        return new OutboundMessage(Surface.COMMENT, Fixtures.COMMENT, Fixtures.POST, null, saying, true);
    }

    private SendOutcome send(OutboundMessage message) {
        return connector.send(Fixtures.ACCOUNT, Fixtures.TOKEN, message);
    }
}
