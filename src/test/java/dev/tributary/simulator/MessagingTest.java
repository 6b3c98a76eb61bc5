package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagingTest {

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private JsonNode conversations(String type) {
        return shop.wire
                .get(
                        shop.token,
                        "business/message/conversation/list/",
                        Map.of("business_id", shop.account.openId(), "conversation_type", type))
                .path("data")
                .path("conversations");
    }

    private JsonNode messages() {
        return shop.wire
                .get(
                        shop.token,
                        "business/message/content/list/",
                        Map.of("business_id", shop.account.openId(), "conversation_id", shop.conversation()))
                .path("data");
    }

    private int post(String body) {
        return shop.wire
                .post(shop.token, "business/message/send/", body)
                .path("code")
                .asInt();
    }

    @Test
    void aReplyIsNamedInANestedAnswerAndReachesTheCustomer() {
        shop.customerWrites("do you ship to Oslo?");

        var answer = shop.wire.post(shop.token, "business/message/send/", shop.sendBody("Yes, 3 days."));

        var seen = shop.simulator.world().seenBy(shop.customer).get(0).messages();
        assertThat(answer.at("/data/message/message_id").asText())
                .isEqualTo(seen.get(1).id())
                .hasSize(28);
        assertThat(seen.get(1).text()).isEqualTo("Yes, 3 days.");
        assertThat(answer.path("data").size()).isEqualTo(1);
    }

    @Test
    void aStrangerBecomesSingleWithTheFirstAnswer() {
        shop.customerWrites("hi");
        assertThat(conversations("STRANGER")).hasSize(1);
        assertThat(conversations("SINGLE")).isEmpty();

        shop.send("hello");

        assertThat(conversations("STRANGER")).isEmpty();
        assertThat(conversations("SINGLE").get(0).path("conversation_id").asText())
                .isEqualTo(shop.conversation());
    }

    @Test
    void onlyTheTwentyNewestMessagesAreShownWithNamesAndFaces() {
        for (var i = 0; i < 25; i++) {
            shop.customerWrites("m" + i);
        }

        var data = messages();

        assertThat(data.path("messages")).hasSize(20);
        assertThat(data.at("/messages/0/text/body").asText()).isEqualTo("m24");
        assertThat(data.at("/messages/0/message_type").asText()).isEqualTo("TEXT");
        assertThat(data.at("/participants/1/display_name").asText()).isEqualTo("Kari");
        assertThat(data.at("/participants/1/profile_image").asText()).contains("x-expires=");
    }

    @Test
    void onlyAHundredConversationsOfNinetyDaysAreShown() {
        for (var i = 0; i < 105; i++) {
            var customer = shop.simulator.world().addCustomer("many" + i, "M", "en");
            shop.simulator.world().customerWrites(customer, shop.account, "hi");
        }

        assertThat(conversations("STRANGER")).hasSize(100);
        shop.simulator.clock().advance(Duration.ofDays(91));
        assertThat(shop.wire
                        .control("POST", "tokens", "{\"account\":\"northshop\"}")
                        .has("accessToken"))
                .isTrue();
        var fresh = shop.simulator.grant(shop.account, SimulatorOptions.ALL_SCOPES);
        assertThat(shop.wire
                        .get(
                                fresh,
                                "business/message/conversation/list/",
                                Map.of("business_id", shop.account.openId(), "conversation_type", "STRANGER"))
                        .at("/data/conversations"))
                .isEmpty();
    }

    @Test
    void tenMessagesFitIntoAWindowAndEveryCustomerMessageOpensANewOne() {
        shop.customerWrites("hi");
        for (var i = 0; i < 10; i++) {
            assertThat(shop.send("m" + i)).isZero();
        }
        assertThat(shop.send("one too many")).isEqualTo(40064);

        shop.customerWrites("still there?");

        assertThat(shop.send("yes")).isZero();
    }

    @Test
    void aWindowClosesAfterFortyEightHours() {
        shop.customerWrites("hi");
        shop.simulator.clock().advance(Duration.ofHours(49));
        var token = shop.simulator.grant(shop.account, SimulatorOptions.ALL_SCOPES);

        var answer = shop.wire.post(token, "business/message/send/", shop.sendBody("late"));

        assertThat(answer.path("code").asInt()).isEqualTo(40064);
        assertThat(answer.has("data")).isFalse();
    }

    @Test
    void theOtherOfficialTextAllowsAnyNumberAfterAReplyAndThreeIntoTheSilence() {
        shop.wire.control("PATCH", "rules", "{\"windowRule\":\"UNLIMITED_AFTER_REPLY\"}");
        shop.customerWrites("hi");
        for (var i = 0; i < 10; i++) {
            shop.send("m" + i);
        }
        assertThat(shop.send("eleven")).isEqualTo(40064);
        shop.customerWrites("a reply");
        for (var i = 0; i < 12; i++) {
            assertThat(shop.send("n" + i)).isZero();
        }
        shop.simulator.clock().advance(Duration.ofHours(49));
        var token = shop.simulator.grant(shop.account, SimulatorOptions.ALL_SCOPES);

        for (var i = 0; i < 3; i++) {
            assertThat(shop.wire
                            .post(token, "business/message/send/", shop.sendBody("s"))
                            .path("code")
                            .asInt())
                    .isZero();
        }
        assertThat(shop.wire
                        .post(token, "business/message/send/", shop.sendBody("s"))
                        .path("code")
                        .asInt())
                .isEqualTo(40064);
    }

    @Test
    void whatACardOrAPostMayNotBeIsRefused() {
        shop.customerWrites("hi");
        var start = "{\"business_id\":\"%s\",\"recipient_type\":\"CONVERSATION\",\"recipient\":\"%s\","
                .formatted(shop.account.openId(), shop.conversation());
        var card = "\"message_type\":\"TEMPLATE\",\"template\":{\"type\":\"QA_BUTTON_CARD\",\"title\":\"What?\","
                + "\"buttons\":[{\"type\":\"REPLY\",\"title\":\"%s\",\"id\":\"a\"}]}}";
        var other = shop.simulator.world().addAccount("other", "Other", "PH");
        var foreign = shop.simulator.world().addPost(other, Post.Kind.VIDEO, "not ours");
        var share = "\"message_type\":\"SHARE_POST\",\"share_post\":{\"item_id\":\"%s\"}}";

        assertThat(post(start + card.formatted("Track order"))).isZero();
        assertThat(post(start + card.formatted("A title of more than twenty"))).isEqualTo(ApiRefusal.BAD_PARAMETER);
        assertThat(post(start + share.formatted(shop.post.id()))).isZero();
        assertThat(post(start + share.formatted(foreign.id()))).isEqualTo(ApiRefusal.BAD_PARAMETER);
        assertThat(post(start + "\"message_type\":\"TEXT\",\"text\":{\"body\":\"" + "x".repeat(6_001) + "\"}}"))
                .isEqualTo(ApiRefusal.BAD_PARAMETER);
    }

    @Test
    void typingShowsForFiveSecondsAndCountsForNothing() {
        shop.customerWrites("hi");
        var typing =
                "{\"business_id\":\"%s\",\"recipient_type\":\"CONVERSATION\",\"recipient\":\"%s\",\"message_type\":\"SENDER_ACTION\",\"sender_action\":\"TYPING\"}"
                        .formatted(shop.account.openId(), shop.conversation());

        assertThat(post(typing)).isZero();

        assertThat(shop.simulator.world().seenBy(shop.customer).get(0).accountIsTyping())
                .isTrue();
        shop.simulator.clock().advance(Duration.ofSeconds(6));
        assertThat(shop.simulator.world().seenBy(shop.customer).get(0).accountIsTyping())
                .isFalse();
        assertThat(shop.simulator.world().seenBy(shop.customer).get(0).messages())
                .hasSize(1);
    }

    @Test
    void aPictureIsDownloadedOnlyWithTheTokenAndOnlyForADay() {
        var message = shop.simulator
                .world()
                .customerSendsImage(shop.customer, shop.account, new byte[] {1, 2, 3}, "image/png");
        await().until(() -> !shop.hook.received().isEmpty());
        var media = shop.hook.received().get(0).content().at("/image/media_id").asText();
        var body =
                "{\"business_id\":\"%s\",\"conversation_id\":\"%s\",\"message_id\":\"%s\",\"media_id\":\"%s\",\"media_type\":\"IMAGE\"}"
                        .formatted(shop.account.openId(), shop.conversation(), message.id(), media);
        var url = shop.wire
                .post(shop.token, "business/message/media/download/", body)
                .at("/data/download_url")
                .asText();
        var asked = HttpRequest.newBuilder(URI.create(url))
                .header("x-user", shop.token)
                .build();

        assertThat(shop.wire.browse(url).statusCode()).isEqualTo(403);
        assertThat(shop.wire.send(asked).statusCode()).isEqualTo(200);
        shop.simulator.clock().advance(Duration.ofHours(25));
        assertThat(shop.wire.send(asked).statusCode()).isEqualTo(403);
    }

    @Test
    void anUploadNeedsANameAndATypeForItsFile() {
        var whole = "--b\r\nContent-Disposition: form-data; name=\"business_id\"\r\n\r\n" + shop.account.openId()
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"media_type\"\r\n\r\nIMAGE"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\nabc\r\n--b--\r\n";

        var good = upload(whole.formatted("a.png"));

        assertThat(Wire.json(good.body()).at("/data/media_id").asText()).isNotEmpty();
        assertThat(upload(whole.formatted("")).statusCode()).isEqualTo(400);
    }

    private java.net.http.HttpResponse<String> upload(String body) {
        return shop.wire.send(
                HttpRequest.newBuilder(URI.create(shop.simulator.apiUrl() + "/business/message/media/upload/"))
                        .header("Access-Token", shop.token)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private int replyPrivately(String comment) {
        var token = shop.simulator.grant(shop.account, SimulatorOptions.ALL_SCOPES);
        var body =
                "{\"business_id\":\"%s\",\"message_type\":\"TEXT\",\"text\":{\"body\":\"10\"},\"direct_reply\":{\"reply_type\":\"COMMENT_REPLY\",\"comment_reply\":{\"comment_id\":\"%s\"}}}"
                        .formatted(shop.account.openId(), comment);
        return shop.wire
                .post(token, "business/message/send/", body)
                .path("code")
                .asInt();
    }

    private void switchOn() {
        shop.wire.post(
                shop.token,
                "business/message/direct_reply/update/",
                "{\"business_id\":\"%s\",\"direct_reply_type\":\"COMMENT_TO_MESSAGE\",\"operation_status\":\"ENABLE\"}"
                        .formatted(shop.account.openId()));
    }

    @Test
    void aFreshCommentCanBeAnsweredByMessageOnceTheSwitchIsOn() {
        var comment = shop.simulator.world().customerComments(shop.customer, shop.post, null, "price?");
        assertThat(replyPrivately(comment)).isEqualTo(40118);
        switchOn();

        assertThat(replyPrivately(comment)).isZero();

        var seen = shop.simulator.world().seenBy(shop.customer).get(0);
        assertThat(seen.messages().get(0).text()).isEqualTo("10");
        await().until(() -> shop.hook.of("im_send_msg").size() == 1);
        assertThat(replyPrivately(comment)).isEqualTo(40064);
        shop.simulator.clock().advance(Duration.ofHours(25));
        assertThat(replyPrivately(comment)).as("once for ever").isEqualTo(40064);
    }

    @Test
    void aCommentIsAnsweredByMessageWhereTheRulesAllowItOnly() {
        switchOn();
        var world = shop.simulator.world();
        var first = world.customerComments(shop.customer, shop.post, null, "price?");
        var other = world.addCustomer("lena_n", "Lena", "en");
        var photo = world.addPost(shop.account, Post.Kind.PHOTO, "A picture");
        shop.customerWrites("hello");

        assertThat(replyPrivately(first)).as("in contact").isEqualTo(40064);
        assertThat(replyPrivately(world.customerComments(other, shop.post, first, "me too")))
                .as("a reply")
                .isEqualTo(40064);
        assertThat(replyPrivately(world.ownerComments(shop.post, null, "hi all")))
                .as("the owner's")
                .isEqualTo(40064);
        assertThat(replyPrivately(world.customerComments(other, photo, null, "nice")))
                .as("on a photo")
                .isEqualTo(40064);
        assertThat(replyPrivately("7000000000000000000")).as("no comment").isEqualTo(ApiRefusal.BAD_PARAMETER);
        assertThat(world.seenBy(other)).isEmpty();

        var late = world.customerComments(other, shop.post, null, "price?");
        shop.simulator.clock().advance(Duration.ofHours(49));
        assertThat(replyPrivately(late)).as("too old").isEqualTo(40064);
    }
}
