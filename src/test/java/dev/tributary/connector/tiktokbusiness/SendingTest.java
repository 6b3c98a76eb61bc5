package dev.tributary.connector.tiktokbusiness;

import static dev.tributary.connector.tiktokbusiness.Fixtures.ACCOUNT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.COMMENT;
import static dev.tributary.connector.tiktokbusiness.Fixtures.CONVERSATION;
import static dev.tributary.connector.tiktokbusiness.Fixtures.MESSAGE;
import static dev.tributary.connector.tiktokbusiness.Fixtures.POST;
import static dev.tributary.connector.tiktokbusiness.Fixtures.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Signal;
import dev.tributary.connector.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending against a server that answers well, badly or not at all. */
@Timeout(20)
class SendingTest {

    private static final OutboundMessage DM =
            new OutboundMessage(Surface.DM, CONVERSATION, null, null, new Saying.Words("Yes, 3 days. 👍"));

    private final LoopbackApi api = new LoopbackApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aDirectMessageGoesOutAsDocumented() {
        api.answeringPayload("answer-message-send");

        assertThat(send(DM)).isEqualTo(SendOutcome.accepted("s1W2e3R4t5Y6u7I8o9P0a1S2d3==", null));

        var asked = api.onlyAsked();
        assertThat(asked.method() + " " + asked.uri()).isEqualTo("POST /open_api/v1.3/business/message/send/");
        assertThat(asked.headers().getFirst("Access-Token")).isEqualTo(TOKEN.accessToken());
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(asked.json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","recipient_type":"CONVERSATION",
                 "recipient":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==","message_type":"TEXT","text":{"body":"Yes, 3 days. 👍"}}
                """));
    }

    @Test
    void aPostGoesOutAsDocumented() {
        api.answeringPayload("answer-message-send");

        send(new OutboundMessage(Surface.DM, CONVERSATION, null, null, new Saying.OwnPost(POST)));

        assertThat(api.onlyAsked().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","recipient_type":"CONVERSATION",
                 "recipient":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==","message_type":"SHARE_POST",
                 "share_post":{"item_id":"7380000000000000002"}}
                """));
    }

    @Test
    void aCardGoesOutFlat() {
        api.answeringPayload("answer-message-send");

        send(card(CardStyle.BUTTONS));
        send(card(CardStyle.LINKS));

        assertThat(api.asked())
                .extracting(it -> it.json().at("/template/type").textValue())
                .containsExactly("QA_BUTTON_CARD", "QA_LINK_CARD");
        assertThat(api.asked().element().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","recipient_type":"CONVERSATION",
                 "recipient":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==","message_type":"TEMPLATE",
                 "template":{"type":"QA_BUTTON_CARD","title":"What do you need?","buttons":[
                   {"type":"REPLY","title":"Track order","id":"trk"},{"type":"REPLY","title":"Human"}]}}
                """));
    }

    private static OutboundMessage card(CardStyle style) {
        var buttons = List.of(new CardButton("Track order", "trk"), new CardButton("Human", null));
        return new OutboundMessage(
                Surface.DM, CONVERSATION, null, null, new Saying.Card(style, "What do you need?", buttons));
    }

    @Test
    void aCommentIsNothingButWords() {
        assertThat(Stream.of(new Saying.OwnPost(POST), card(CardStyle.LINKS).saying(), new Saying.Picture("p"))
                        .map(it -> send(new OutboundMessage(Surface.COMMENT, COMMENT, POST, null, it))
                                .kind()))
                .containsOnly(SendOutcome.Kind.REFUSED);
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void aDirectMessageMayQuoteAnother() {
        api.answeringPayload("answer-message-send");

        send(new OutboundMessage(Surface.DM, CONVERSATION, null, MESSAGE, new Saying.Words("this one")));

        assertThat(api.onlyAsked()
                        .json()
                        .at("/referenced_message_info/referenced_message_id")
                        .textValue())
                .isEqualTo(MESSAGE);
    }

    @Test
    void aSignalGoesOutAsDocumentedAndItsAnswerNamesNothing() throws ConnectorException {
        api.answering(200, "{\"code\":0,\"message\":\"OK\",\"data\":{\"message\":{\"message_id\":\"\"}}}");

        signal(Signal.TYPING);
        signal(Signal.READ);

        assertThat(api.asked())
                .extracting(it -> it.json().get("sender_action").textValue())
                .containsExactly("TYPING", "MARK_READ");
        assertThat(api.asked().element().json()).isEqualTo(Fixtures.json("""
                {"business_id":"-000exampleBusinessOpenId0000000000","recipient_type":"CONVERSATION",
                 "recipient":"Zx1Cv2Bn3M+4As5Df6Gh7Jk8Q9==","message_type":"SENDER_ACTION","sender_action":"TYPING"}
                """));
    }

    @Test
    void aCommentIsAnsweredInItsThreadOrDirectly() {
        api.answeringPayload("answer-comment-reply-create");

        var toThread = send(new OutboundMessage(Surface.COMMENT, COMMENT, POST, null, new Saying.Words("10 €")));
        send(new OutboundMessage(Surface.COMMENT, COMMENT, POST, "7390000000000000005", new Saying.Words("10 €")));

        assertThat(toThread).isEqualTo(SendOutcome.accepted("7390000000000000009", "OwnCommentAuthor+/=="));
        assertThat(api.asked())
                .extracting(it -> it.uri().toString())
                .containsOnly("/open_api/v1.3/business/comment/reply/create/");
        assertThat(api.asked())
                .extracting(it -> it.json().get("comment_id").textValue())
                .containsExactly(COMMENT, "7390000000000000005");
        assertThat(api.asked().element().json())
                .isEqualTo(Fixtures.json("{\"business_id\":\"-000exampleBusinessOpenId0000000000\",\"video_id\":\""
                        + POST + "\",\"comment_id\":\"" + COMMENT + "\",\"text\":\"10 €\"}"));
    }

    @Test
    void whatCanNeverBeSentIsNotTried() {
        assertThat(send(dm(" \n\u0000"))).isEqualTo(SendOutcome.refused(null, "There is nothing to send."));
        assertThat(send(dm("👍".repeat(6_001))))
                .isEqualTo(SendOutcome.refused(null, "The text has 6001 characters, and TikTok takes at most 6000."));
        assertThat(send(new OutboundMessage(Surface.COMMENT, COMMENT, POST, null, new Saying.Words("x".repeat(1_201))))
                        .kind())
                .isEqualTo(SendOutcome.Kind.REFUSED);
        assertThat(send(new OutboundMessage(Surface.COMMENT, COMMENT, null, null, new Saying.Words("x")))
                        .kind())
                .isEqualTo(SendOutcome.Kind.REFUSED);
        assertThat(send(new OutboundMessage(Surface.SHOP_CHAT, CONVERSATION, null, null, new Saying.Words("x")))
                        .kind())
                .isEqualTo(SendOutcome.Kind.REFUSED);
        assertThat(api.asked()).isEmpty();
    }

    @Test
    @Tag("F34")
    void theLongestTextAndHalfACharacterGoOut() {
        api.answeringPayload("answer-message-send");

        assertThat(send(dm("👍".repeat(6_000))).kind()).isEqualTo(SendOutcome.Kind.ACCEPTED);
        assertThat(send(dm("half \ud83d")).kind()).isEqualTo(SendOutcome.Kind.ACCEPTED);
        assertThat(api.asked())
                .anyMatch(it -> it.json().at("/text/body").textValue().equals("half \uFFFD"));
    }

    @ParameterizedTest
    @Tag("F84")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":0,\"data\":{\"message_id\":\"flat\"}}|flat",
                "{\"code\":0,\"data\":{\"message\":{\"message_id\":\"nested\"},\"message_id\":\"flat\"}}|nested",
                "{\"code\":0,\"data\":{\"message\":{\"message_id\":\"\"}}}|",
                "{\"code\":0,\"data\":{\"message\":\"?\"}}|",
                "{\"code\":0,\"data\":{}}|",
                "{\"code\":0,\"data\":[]}|",
                "{\"code\":0,\"data\":null}|",
                "{\"code\":0}|",
                "{\"code\":\"0\",\"message\":\"Ok\"}|"
            })
    void successIsSuccessEvenWithoutAnId(String answer, String id) {
        api.answering(answer);

        assertThat(send(DM)).isEqualTo(SendOutcome.accepted(id, null));
    }

    @ParameterizedTest
    @Tag("F80")
    @Tag("F85")
    @Tag("F86")
    @Tag("F87")
    @CsvSource({
        "40000,REFUSED",
        "40002,REFUSED",
        "40007,REFUSED",
        "40064,REFUSED",
        "40400,REFUSED",
        "41000,REFUSED",
        "40900,REFUSED",
        "40907,REFUSED",
        "40916,REFUSED",
        "40001,REFUSED",
        "40003,REFUSED",
        "40113,REFUSED",
        "40117,REFUSED",
        "40118,REFUSED",
        "40130,REFUSED",
        "40102,UNAUTHORIZED",
        "40104,UNAUTHORIZED",
        "40105,UNAUTHORIZED",
        "40100,THROTTLED",
        "40132,THROTTLED",
        "61000,THROTTLED",
        "60001,DEFERRED",
        "40050,UNKNOWN",
        "40201,UNKNOWN",
        "40202,UNKNOWN",
        "50000,UNKNOWN",
        "50002,UNKNOWN",
        "51010,UNKNOWN",
        "51065,UNKNOWN",
        "20001,UNKNOWN",
        "40999,UNKNOWN",
        "77777,UNKNOWN",
        "-1,UNKNOWN",
        "99999999999,UNKNOWN"
    })
    void everyErrorCodeHasItsMeaning(String code, SendOutcome.Kind kind) {
        api.answering("{\"code\":" + code + ",\"message\":\"App says no.\",\"request_id\":\"20260110\"}");

        var outcome = send(DM);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.reason()).contains("App says no.");
    }

    @Test
    @Tag("F85")
    void aClosedWindowIsExplainedInPlainWords() {
        api.answering("{\"code\":40064,\"message\":\"blocked by DM rules\",\"data\":{}}");

        assertThat(send(DM).reason()).startsWith("TikTok's rules for direct messages refused it: the reply window");
    }

    @ParameterizedTest
    @Tag("F92")
    @CsvSource({
        "App reaches the daily limit.,QUOTA_USED_UP",
        "Too many requests per day,QUOTA_USED_UP",
        "App reaches the QPS limit.,THROTTLED",
        "Come back Monday,THROTTLED"
    })
    void whichLimitWasReachedOnlyTikToksWordsTell(String message, SendOutcome.Kind kind) {
        api.answering("{\"code\":40100,\"message\":\"" + message + "\"}");

        assertThat(send(DM).kind()).isEqualTo(kind);
    }

    @Test
    void anOperatorMayGiveACodeAnotherMeaning() {
        api.answering("{\"code\":40064}");

        assertThat(send(connector(api.uri(), "meaning-of-code.40064", "throttled"), DM)
                        .kind())
                .isEqualTo(SendOutcome.Kind.THROTTLED);
    }

    @ParameterizedTest
    @Tag("F81")
    @CsvSource({
        "500,UNKNOWN", "502,UNKNOWN", "503,UNKNOWN", "504,UNKNOWN", "408,UNKNOWN", "409,UNKNOWN", "200,UNKNOWN",
        "204,UNKNOWN", "400,REFUSED", "404,REFUSED", "413,REFUSED", "403,REFUSED", "401,UNAUTHORIZED", "429,THROTTLED"
    })
    void aPageOfTheGatewayCountsByItsStatus(int status, SendOutcome.Kind kind) {
        api.answering(status, status == 204 ? "" : "<html><h1>nginx</h1></html>");

        assertThat(send(DM).kind()).isEqualTo(kind);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    @Tag("F81")
    void successWithAnErrorStatusIsUncertain() {
        api.answering(502, "{\"code\":0,\"data\":{}}");

        assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
    }

    @Test
    @Tag("F80")
    void aHintWhenToComeBackIsPassedOn() {
        api.behaving(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "30");
            LoopbackApi.answer(exchange, 429, "");
        });

        assertThat(send(DM).retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @Tag("F83")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "OK",
                "{",
                "{\"code\":0,\"data\":{\"mess",
                "{\"code\":0}{\"code\":0}",
                "{}",
                "{\"code\":null}",
                "{\"code\":\"fine\"}",
                "{\"code\":{}}",
                "{\"message\":\"OK\",\"data\":{\"message\":{\"message_id\":\"m\"}}}"
            })
    void anAnswerThatCannotBeReadIsUncertain(String answer) {
        api.answering(answer);

        assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
    }

    @Test
    @Tag("F82")
    void aConnectionThatIsCutAfterTheRequestIsUncertain() {
        api.behaving(exchange -> exchange.close());

        assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    @Tag("F83")
    void anAnswerThatBreaksOffIsUncertain() {
        api.behaving(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"code\":0,".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
    }

    @Test
    @Tag("F82")
    void noAnswerInTimeIsUncertain() {
        api.behaving(exchange -> api.pause(15_000));

        var outcome = send(connector(api.uri(), "call-timeout", "300ms"), DM);

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo("TikTok did not answer within 300 ms.");
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    @Tag("F83")
    void anAnswerThatDripsIsCutOffInTime() throws InterruptedException {
        var hungUp = new CountDownLatch(1);
        api.behaving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!api.pause(20)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } finally {
                hungUp.countDown();
            }
        });

        assertThat(send(connector(api.uri(), "call-timeout", "300ms"), DM).kind())
                .isEqualTo(SendOutcome.Kind.UNKNOWN);
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
    }

    @Test
    @Tag("F83")
    void anEndlessAnswerIsCutOffAtTheLimit() throws InterruptedException {
        var hungUp = new CountDownLatch(1);
        api.behaving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var megabyte = new byte[1_000_000];
            try {
                while (!api.pause(0)) {
                    exchange.getResponseBody().write(megabyte);
                }
            } finally {
                hungUp.countDown();
            }
        });

        assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
    }

    @ParameterizedTest
    @Tag("F91")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedWhateverItSays(int status) {
        try (var elsewhere = new LoopbackApi().answeringPayload("answer-message-send")) {
            api.behaving(exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere.uri() + "/");
                LoopbackApi.answer(exchange, status, "{\"code\":0,\"data\":{\"message_id\":\"m\"}}");
            });

            assertThat(send(DM).kind()).isEqualTo(SendOutcome.Kind.UNKNOWN);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    @Tag("F76")
    @Tag("F82")
    void whatProvablyNeverLeftIsDeferred() {
        assertThat(send(connector(URI.create("http://127.0.0.1:1")), DM).kind()).isEqualTo(SendOutcome.Kind.DEFERRED);
        assertThat(send(connector(URI.create("http://no-such-host.invalid")), DM)
                        .kind())
                .isEqualTo(SendOutcome.Kind.DEFERRED);
    }

    @Test
    @Tag("F76")
    void aFailedHandshakeIsDeferredAndTlsIsNotTurnedOff() throws IOException {
        // Has no certificate, so that no handshake with it succeeds.
        try (var server =
                SSLServerSocketFactory.getDefault().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var handshake = CompletableFuture.runAsync(() -> acceptOne(server));

            assertThat(send(connector(URI.create("https://127.0.0.1:" + server.getLocalPort())), DM)
                            .kind())
                    .isEqualTo(SendOutcome.Kind.DEFERRED);
            handshake.join();
        }
    }

    private static void acceptOne(ServerSocket server) {
        try (var client = (SSLSocket) server.accept()) {
            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLException.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedSendIsUncertainAndStaysInterrupted() throws InterruptedException {
        var reached = new CountDownLatch(1);
        api.behaving(exchange -> {
            reached.countDown();
            api.pause(15_000);
        });
        var outcome = new AtomicReference<SendOutcome>();
        var stillInterrupted = new AtomicReference<Boolean>();
        var sender = new Thread(() -> {
            outcome.set(send(DM));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });

        sender.start();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        sender.interrupt();
        sender.join(10_000);

        assertThat(outcome.get()).extracting(SendOutcome::kind).isEqualTo(SendOutcome.Kind.UNKNOWN);
        assertThat(stillInterrupted.get()).isTrue();
    }

    @Test
    @Tag("S24")
    void noReasonHoldsASecretNotEvenOneThatTikTokRepeats() {
        api.answering("{\"code\":40105,\"message\":\"Token act.exampleToken of " + Fixtures.SECRET
                + " and opaqueToken123 and rft.other!1*2 is wrong\"}");

        var outcome = connector(api.uri()).send(ACCOUNT, new Credentials("opaqueToken123"), DM);

        assertThat(outcome.toString())
                .doesNotContain("exampleToken", Fixtures.SECRET, "opaqueToken123", "rft.other")
                .contains("is wrong");
    }

    @Test
    @Tag("S24")
    void aDamagedTokenIsNotSentAndNotShown() {
        var outcome = connector(api.uri()).send(ACCOUNT, new Credentials("act.broken\r\nX: y"), DM);

        assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.UNAUTHORIZED);
        assertThat(outcome.toString()).doesNotContain("broken");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void anApiAddressMayEndInSlashes() {
        api.answeringPayload("answer-message-send");

        send(
                new TikTokBusinessConnector(
                        Fixtures.config("api-url", api.uri() + "/open_api/v1.3//"),
                        Fixtures.CLOCK,
                        (account, call) -> true),
                DM);

        assertThat(api.onlyAsked().uri().getPath()).isEqualTo("/open_api/v1.3/business/message/send/");
    }

    private void signal(Signal signal) throws ConnectorException {
        connector(api.uri()).signal(ACCOUNT, TOKEN, CONVERSATION, signal);
    }

    private SendOutcome send(OutboundMessage message) {
        return send(connector(api.uri()), message);
    }

    private static SendOutcome send(TikTokBusinessConnector connector, OutboundMessage message) {
        return connector.send(ACCOUNT, TOKEN, message);
    }

    private static OutboundMessage dm(String text) {
        return new OutboundMessage(Surface.DM, CONVERSATION, null, null, new Saying.Words(text));
    }

    private static TikTokBusinessConnector connector(URI api, String... settings) {
        var all = Stream.concat(Stream.of("api-url", api + "/open_api/v1.3"), Arrays.stream(settings))
                .toArray(String[]::new);
        return new TikTokBusinessConnector(Fixtures.config(all), Fixtures.CLOCK, (account, call) -> true);
    }
}
