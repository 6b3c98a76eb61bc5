package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrictnessTest {

    private SimulatedShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new SimulatedShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private int code(String token, String path, Map<String, String> query) {
        return shop.wire.get(token, path, query).path("code").asInt();
    }

    private Map<String, String> me() {
        return Map.of("business_id", shop.account.openId());
    }

    @Test
    void aPathWithoutItsLastSlashDoesNotExist() {
        var answer = shop.wire.rawGet(shop.token, "business/get", Wire.encoded(me()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Wire.json(answer).path("code").asInt()).isEqualTo(40400);
    }

    @Test
    void everyAnswerHasAnEnvelopeWhoseIdBeginsWithTheTime() {
        var answer = shop.wire.get(shop.token, "business/get/", me());

        assertThat(answer.path("message").asText()).isEqualTo("OK");
        assertThat(answer.path("request_id").asText()).matches("\\d{14}[0-9A-F]{20}");
        assertThat(answer.at("/data/display_name").asText()).isEqualTo("North Shop");
    }

    @Test
    void tokensAreCheckedBeforeAnythingElse() {
        assertThat(code(" ", "business/get/", me())).isEqualTo(40104);
        assertThat(code("act.unknown", "business/get/", me())).isEqualTo(40105);
        assertThat(code(shop.token, "business/get/", Map.of("business_id", "-000else")))
                .isEqualTo(40001);
        shop.simulator.clock().advance(Duration.ofDays(2));
        assertThat(code(shop.token, "business/get/", me())).isEqualTo(40102);
        shop.wire.control("PATCH", "rules", "{\"expiredTokenCode\":40105}");
        assertThat(code(shop.token, "business/get/", me())).isEqualTo(40105);
    }

    @Test
    void aScopeThatWasNotGrantedRefusesTheCall() {
        var narrow = shop.simulator.grant(shop.account, List.of("user.info.basic"));

        assertThat(code(narrow, "business/video/list/", me())).isEqualTo(40001);
        shop.wire.control("PATCH", "rules", "{\"missingScopeCode\":40130}");
        assertThat(code(narrow, "business/video/list/", me())).isEqualTo(40130);
    }

    @Test
    void listsInAQueryAreJsonOrNothing() {
        var query = Map.of("business_id", shop.account.openId(), "fields", "username,display_name");
        assertThat(code(shop.token, "business/get/", query)).isEqualTo(40002);

        var json = Map.of("business_id", shop.account.openId(), "fields", "[\"username\",\"is_business_account\"]");
        assertThat(shop.wire
                        .get(shop.token, "business/get/", json)
                        .at("/data/username")
                        .asText())
                .isEqualTo("northshop");
    }

    @Test
    void postsMustBeAskedForWithTheirId() {
        var without = Map.of("business_id", shop.account.openId(), "fields", "[\"caption\"]");
        assertThat(code(shop.token, "business/video/list/", without)).isEqualTo(40002);

        var with = Map.of(
                "business_id",
                shop.account.openId(),
                "fields",
                "[\"item_id\",\"caption\",\"thumbnail_url\"]",
                "filters",
                "{\"video_ids\":[\"" + shop.post.id() + "\"]}");
        var data = shop.wire.get(shop.token, "business/video/list/", with).path("data");
        assertThat(data.at("/videos/0/item_id").asText())
                .isEqualTo(shop.post.id())
                .hasSize(19);
        assertThat(data.at("/videos/0/caption").asText()).isEqualTo("A pan that lasts");
        assertThat(shop.wire
                        .browse(data.at("/videos/0/thumbnail_url").asText())
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("image/png");
    }

    @Test
    void postsArePagedByTheirTime() {
        for (var i = 0; i < 12; i++) {
            shop.simulator.world().addPost(shop.account, Post.Kind.PHOTO, "p" + i, Duration.ofHours(i + 1), 1, 1, 1);
        }

        var first = shop.wire.get(shop.token, "business/video/list/", me()).path("data");
        var second = shop.wire
                .get(
                        shop.token,
                        "business/video/list/",
                        Map.of(
                                "business_id",
                                shop.account.openId(),
                                "cursor",
                                first.path("cursor").asText()))
                .path("data");

        assertThat(first.path("videos")).hasSize(10);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(second.path("videos")).hasSize(3);
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void aBarePlusInAConversationIdIsASpaceAndSoInvalid() {
        do {
            var other = shop.simulator.world().addCustomer("c" + System.nanoTime() % 1_000_000_000, "C", "en");
            shop.simulator.world().customerWrites(other, shop.account, "hi");
        } while (shop.simulator.world().conversations().stream()
                .noneMatch(it -> it.conversationId().contains("+")));
        var id = shop.simulator.world().conversations().stream()
                .map(World.SeenConversation::conversationId)
                .filter(it -> it.contains("+"))
                .findFirst()
                .orElseThrow();
        var business = "business_id=" + shop.account.openId() + "&conversation_id=";

        var bare = Wire.json(
                shop.wire.rawGet(shop.token, "business/message/content/list/", business + id.replace("=", "%3D")));
        var encoded = Wire.json(shop.wire.rawGet(
                shop.token,
                "business/message/content/list/",
                business + URLEncoder.encode(id, StandardCharsets.UTF_8)));

        assertThat(bare.path("code").asInt()).isEqualTo(40002);
        assertThat(bare.path("message").asText()).isEqualTo("Param conversation_id is invalid.");
        assertThat(encoded.path("code").asInt()).isZero();
    }

    @Test
    void idsInBodiesAreTextAndEnumsAreUpperCase() {
        shop.customerWrites("hi");
        var number = "{\"business_id\":\"%s\",\"comment_id\":7390000000000000001,\"action\":\"LIKE\"}"
                .formatted(shop.account.openId());

        assertThat(shop.wire
                        .post(shop.token, "business/comment/like/", number)
                        .path("code")
                        .asInt())
                .isEqualTo(40002);
        assertThat(shop.wire
                        .post(
                                shop.token,
                                "business/message/send/",
                                shop.sendBody("x").replace("\"TEXT\"", "\"text\""))
                        .path("code")
                        .asInt())
                .isEqualTo(40002);
        assertThat(shop.wire
                        .post(shop.token, "business/message/send/", "[]")
                        .path("code")
                        .asInt())
                .isEqualTo(40000);
    }

    @Test
    void limitsAreEnforcedOnceTheyAreSwitchedOn() {
        shop.wire.control("PATCH", "rules", "{\"rateLimits\":true,\"accountCallsPerMinute\":2}");

        assertThat(code(shop.token, "business/get/", me())).isZero();
        assertThat(code(shop.token, "business/get/", me())).isZero();
        assertThat(code(shop.token, "business/get/", me())).isEqualTo(40100);
        assertThat(code(shop.token, "business/video/list/", me())).isZero();
        shop.simulator.clock().advance(Duration.ofSeconds(61));
        assertThat(code(shop.token, "business/get/", me())).isZero();
    }

    @Test
    void subscriptionsNameTheirTypeAndProveTheApp() {
        var body = "{\"app_id\":\"%s\",\"secret\":\"%s\",\"event_type\":\"%s\",\"callback_url\":\"%s\"}";
        var id = SimulatorOptions.APP_ID;
        var secret = SimulatorOptions.APP_SECRET;
        var path = "business/webhook/update/";

        assertThat(shop.wire
                        .app(path, body.formatted(id, "no", "COMMENT", "https://a.example/"))
                        .path("code")
                        .asInt())
                .isEqualTo(40001);
        assertThat(shop.wire
                        .app(path, body.formatted(id, secret, "comment.update", "https://a.example/"))
                        .path("code")
                        .asInt())
                .isEqualTo(40002);
        assertThat(shop.wire
                        .app(path, body.formatted(id, secret, "COMMENT", "https://a.example/x"))
                        .at("/data/callback_url")
                        .asText())
                .isEqualTo("https://a.example/x");
        var list = Map.of("app_id", id, "secret", secret, "event_type", "VIDEO");
        assertThat(shop.wire
                        .get(" ", "business/webhook/list/", list)
                        .path("data")
                        .has("callback_url"))
                .isFalse();
    }
}
