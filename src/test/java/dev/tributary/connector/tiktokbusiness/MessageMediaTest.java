package dev.tributary.connector.tiktokbusiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.MediaRef;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Picture;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Surface;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageMediaTest {

    private final LoopbackApi api = new LoopbackApi();
    private final TikTokBusinessConnector connector = new TikTokBusinessConnector(
            Fixtures.config("api-url", api.uri() + "/open_api/v1.3"), Fixtures.CLOCK, (account, call) -> true);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aFileIsFoundByItsMessageAndFetchedWithTheToken() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"download_url\":\"https://p16.tiktokcdn.com/a?x-expires=1\"}}");

        var address = connector.mediaAddress(
                Fixtures.ACCOUNT, Fixtures.TOKEN, new MediaRef(Fixtures.CONVERSATION, Fixtures.MESSAGE, "m1", true));

        assertThat(address.address()).hasToString("https://p16.tiktokcdn.com/a?x-expires=1");
        assertThat(address.headers()).containsOnly(java.util.Map.entry("x-user", Fixtures.TOKEN.accessToken()));
        assertThat(address.toString()).doesNotContain(Fixtures.TOKEN.accessToken(), "x-expires");
        assertThat(api.onlyAsked().uri()).hasToString("/open_api/v1.3/business/message/media/download/");
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","conversation_id":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==",
                 "message_id":"q1W2e3R4t5Y6u7I8o9P0a1S2d3==","media_id":"m1","media_type":"VIDEO"}
                """));
    }

    @Test
    void anAnswerWithoutAnAddressMayBeAskedForAgain() {
        api.answering("{\"code\":0,\"data\":{\"download_url\":\"javascript:alert(1)\"}}");

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> connector.mediaAddress(
                        Fixtures.ACCOUNT,
                        Fixtures.TOKEN,
                        new MediaRef(Fixtures.CONVERSATION, Fixtures.MESSAGE, "m1", false)))
                .matches(it -> it.kind() == ConnectorException.Kind.UNAVAILABLE);
    }

    @Test
    void anUploadHasAFileNameAndATypeOrTheGatewayRefusesIt() throws ConnectorException {
        api.answering("{\"code\":0,\"data\":{\"media_id\":\"m7\"}}");
        var bytes = "picture".getBytes(StandardCharsets.UTF_8);

        var handedOver =
                connector.handOver(Fixtures.ACCOUNT, Fixtures.TOKEN, new Picture(bytes, "image/jpeg", "picture.jpg"));

        assertThat(handedOver.id()).isEqualTo("m7");
        assertThat(api.onlyAsked().headers().getFirst("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(api.onlyAsked().body())
                .contains(
                        "name=\"business_id\"\r\n",
                        "name=\"media_type\"\r\n",
                        "\r\n\r\nIMAGE\r\n",
                        "name=\"file\"; filename=\"picture.jpg\"\r\nContent-Type: image/jpeg\r\n\r\npicture\r\n--");
    }

    @Test
    void aPictureGoesOutAloneUnderTheNameItWasGiven() {
        api.answering("{\"code\":0,\"data\":{\"message\":{\"message_id\":\"s1\"}}}");

        var outcome = connector.send(
                Fixtures.ACCOUNT,
                Fixtures.TOKEN,
                new OutboundMessage(Surface.DM, Fixtures.CONVERSATION, null, null, new Saying.Picture("m7")));

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.ACCEPTED);
        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","recipient_type":"CONVERSATION",
                 "recipient":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==","message_type":"IMAGE","image":{"media_id":"m7"}}
                """));
    }

    @Test
    void bothKindsOfConversationAreAskedAboutBeforePicturesAreRuledOut() throws ConnectorException {
        api.behaving(exchange -> LoopbackApi.answer(
                exchange,
                200,
                "{\"code\":0,\"data\":{\"capability_infos\":[{\"capability_type\":\"IMAGE_SEND\",\"capability_result\":"
                        + exchange.getRequestURI().getQuery().contains("SINGLE") + "}]}}"));

        assertThat(connector.takesPictures(Fixtures.ACCOUNT, Fixtures.TOKEN, Fixtures.CONVERSATION, false))
                .isTrue();
        assertThat(api.asked()).hasSize(2);

        api.answering("{\"code\":40002,\"message\":\"Param conversation_type is invalid.\"}");
        assertThat(connector.takesPictures(Fixtures.ACCOUNT, Fixtures.TOKEN, Fixtures.CONVERSATION, true))
                .isFalse();
    }
}
