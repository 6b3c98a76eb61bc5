package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.OverTheWire;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of agents, from their browser to the customer: once, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(OverTheWire.class)
class SendingPicturesTest {

    private static final String UPLOAD = "business/message/media/upload/";
    private static final String SEND = "business/message/send/";

    /** Looked up and not injected: Quarkus checks injection points of all test classes, also where nobody set it. */
    private final String simulator = ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class);

    @SuppressWarnings("NullAway.Init") // every test opens one
    private PictureShop shop;

    private PictureShop open(String market) {
        shop = new PictureShop(simulator, market);
        shop.writes("do you have a picture?");
        return shop;
    }

    @AfterEach
    void heal() {
        shop.heal();
    }

    @Test
    @Tag("F48")
    void aPictureArrivesOnceAndIsOneBubble() {
        open("SG");
        var id = attached();

        shop.sendPicture(id, "t1").then().statusCode(201);
        shop.sendPicture(id, "t1").then().statusCode(201);

        await().until(() -> status().equals("SENT"));
        shop.deliver();
        assertThat(shop.picturesAtTheCustomer()).isEqualTo(1);
        assertThat(bubbles()).hasSize(1);
        assertThat(bubbles().get(0)).containsEntry("type", "IMAGE").containsEntry("status", "SENT");
        assertThat(bubbles().get(0).get("media")).asString().contains(id, "READY");
    }

    @ParameterizedTest
    @Tag("F82")
    @ValueSource(strings = {"STORE_THEN_500", "STORE_THEN_CUT", "EMPTY_BODY", "HTTP_502", "STORE_THEN_HANG"})
    void anUploadThatFailsIsDoneAgainAndNothingIsSentTwice(String fault) {
        open("SG");
        shop.fault(Map.of("endpoint", UPLOAD, "mode", fault, "times", 2));

        shop.sendPicture(attached(), "t1").then().statusCode(201);

        await().until(() -> status().equals("SENT"));
        assertThat(shop.picturesAtTheCustomer()).isEqualTo(1);
    }

    @Test
    @Tag("F82")
    void aSendThatIsNeverAnsweredIsUncertainUntilItsEchoAndNotRepeated() {
        open("SG");
        shop.fault(Map.of("endpoint", SEND, "mode", "STORE_THEN_HANG", "times", 1));

        shop.sendPicture(attached(), "t1").then().statusCode(201);
        await().until(() -> status().equals("UNCERTAIN") || status().equals("SENT"));
        shop.deliver();

        await().until(() -> status().equals("SENT"));
        assertThat(bubbles()).hasSize(1);
        assertThat(shop.picturesAtTheCustomer()).isEqualTo(1);
    }

    @Test
    void tikTokIsAskedWhetherItTakesPicturesHere() {
        open("US");
        var capabilities = "/api/conversations/" + shop.conversation() + "/capabilities";
        assertThat(shop.agent.browser().get(capabilities).jsonPath().getString("pictures"))
                .isEqualTo("NOT_IN_THIS_CONVERSATION");

        var refused = shop.sendPicture(attached(), "t1");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/images-not-possible");
        assertThat(open("SG")
                        .agent
                        .browser()
                        .get("/api/conversations/" + shop.conversation() + "/capabilities")
                        .jsonPath()
                        .getString("pictures"))
                .isEqualTo("POSSIBLE");
    }

    @Test
    @Tag("S5")
    void anAttachmentIsItsUploadersAloneUntilItIsSentAndThenNotAnybodysToSendAgain() {
        open("SG");
        var id = attached();
        var colleague = Colleague.agentOf(shop.account.store().value());
        colleague.browser().get("/api/media/" + id).then().statusCode(404);
        colleague
                .browser()
                .body(Map.of("clientToken", "c", "type", "IMAGE", "mediaId", id))
                .post("/api/conversations/" + shop.conversation() + "/messages")
                .then()
                .statusCode(422);

        shop.sendPicture(id, "t1").then().statusCode(201);

        colleague.browser().get("/api/media/" + id).then().statusCode(200);
        shop.sendPicture(id, "t2").then().statusCode(422);
        shop.sendPicture(UUID.randomUUID().toString(), "t3").then().statusCode(422);
    }

    @ParameterizedTest
    @Tag("S2")
    @ValueSource(
            strings = {
                "image/svg+xml", "image/svg+xml; x", "IMAGE/SVG+XML", "image/png", "image/jpeg", "text/html",
                "application/octet-stream", "image/*", "text/xml", "image/svg", "image/gif;charset=utf-7", "video/mp4"
            })
    void noSpellingOfATypeMakesAPictureOfAPage(String contentType) {
        open("SG");
        for (var bytes : List.of(HostileFiles.svg(), HostileFiles.html(), HostileFiles.heic())) {
            var refused = shop.upload(bytes, contentType);

            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/not-a-picture");
        }
    }

    @Test
    @Tag("F42")
    @Tag("S20")
    void tooLargeIsRefusedInWords() {
        open("SG");
        var bomb = shop.upload(HostileFiles.pngClaiming(50_000, 50_000), "image/png");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(bomb.jsonPath().getString("type")).isEqualTo("/problems/picture-too-large");

        var notAllPixels = shop.upload(HostileFiles.gifThatIsAPage(), "image/gif");
        assertThat(notAllPixels.statusCode()).isIn(413, 415);

        shop.agent
                .browser()
                .body("{\"x\":\"" + "x".repeat(300_000) + "\"}")
                .post("/api/conversations/" + shop.conversation() + "/notes")
                .then()
                .statusCode(413);
    }

    @Test
    @Tag("S23")
    void whatIsKeptIsDrawnAnew() {
        open("SG");

        var kept = shop.upload(HostileFiles.jpegFromAPhone(800, 400), "image/jpeg");

        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(kept.jsonPath().getInt("width")).isEqualTo(400);
        var served = shop.agent.browser().get("/api/media/" + kept.jsonPath().getString("id"));
        assertThat(served.asString()).doesNotContain("GPS");
    }

    @Test
    void whoeverIsNotLoggedInAttachesNothing() {
        open("SG");

        RestAssured.given()
                .contentType("image/png")
                .body(HostileFiles.png(1, 1))
                .post("/api/media")
                .then()
                .statusCode(401);
        shop.agent
                .withoutProof()
                .contentType("image/png")
                .body(HostileFiles.png(1, 1))
                .post("/api/media")
                .then()
                .statusCode(403);
    }

    private String attached() {
        return shop.upload(HostileFiles.jpeg(600, 400), "image/jpeg").jsonPath().getString("id");
    }

    private String status() {
        return String.valueOf(bubbles().get(bubbles().size() - 1).get("status"));
    }

    /** What the account said, as an agent sees it. */
    private List<Map<String, Object>> bubbles() {
        return shop.thread().getList("items.findAll { it.direction == 'OUTBOUND' }");
    }
}
