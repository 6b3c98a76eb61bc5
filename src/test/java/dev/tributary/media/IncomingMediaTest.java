package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.OverTheWire;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers send, from TikTok's wire to a browser. The simulator gives a file only to who shows the token. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(OverTheWire.class)
class IncomingMediaTest {

    private static final String LOCATE = "business/message/media/download/";

    /** Looked up and not injected: Quarkus checks injection points of all test classes, also where nobody set it. */
    private final String simulator = ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class);

    private PictureShop shop;

    @BeforeEach
    void open() {
        shop = new PictureShop(simulator, "SG");
    }

    @AfterEach
    void heal() {
        shop.heal();
    }

    @Test
    @Tag("F41")
    @Tag("S2")
    void aPictureIsFetchedOnceAndServedWithoutAnyPower() {
        var picture = HostileFiles.jpeg(1_600, 800);

        var thread = shop.sendsPicture(picture, "text/html");

        assertThat(thread.getString("items[-1].media[0].state")).isEqualTo("READY");
        assertThat(thread.getString("items[-1].media[0].contentType")).isEqualTo("image/jpeg");
        assertThat(thread.getInt("items[-1].media[0].width")).isEqualTo(1_600);
        assertThat(thread.prettify()).doesNotContain(simulator);
        var served = shop.agent.browser().get(thread.getString("items[-1].media[0].url"));
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.asByteArray()).isEqualTo(picture);
        assertThat(served.headers().getValues("Content-Type")).containsExactly("image/jpeg");
        assertThat(served.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(served.headers().getValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        assertThat(served.headers().getValues("Cache-Control")).containsExactly("private, max-age=31536000, immutable");
        assertThat(served.header("Content-Disposition")).startsWith("inline");
        var small = shop.agent.browser().get(thread.getString("items[-1].media[0].thumbnailUrl"));
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(small.asByteArray().length).isPositive().isLessThan(picture.length);
    }

    @Test
    void browsersAskForPartsAndForWhatTheyKnow() {
        var picture = HostileFiles.jpeg(300, 200);
        var url = shop.sendsPicture(picture, "image/jpeg").getString("items[-1].media[0].url");

        var part = shop.agent.browser().header("Range", "bytes=10-19").get(url);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + picture.length);
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(picture, 10, 20));
        var end = shop.agent.browser().header("Range", "bytes=-5").get(url);
        assertThat(end.asByteArray()).isEqualTo(Arrays.copyOfRange(picture, picture.length - 5, picture.length));
        shop.agent.browser().header("Range", "bytes=99999999-").get(url).then().statusCode(416);
        var known = shop.agent
                .browser()
                .header("If-None-Match", part.header("ETag"))
                .get(url);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.asByteArray()).isEmpty();
    }

    @Test
    @Tag("F41")
    @Tag("S2")
    void whatIsNoPictureIsNotKeptWhateverItSaysItIs() {
        for (var bytes : List.of(HostileFiles.html(), HostileFiles.svg(), new byte[0], HostileFiles.text("BM"))) {
            var media = shop.sendsPicture(bytes, "image/png");

            assertThat(media.getString("items[-1].media[0].state")).isEqualTo("FAILED");
            assertThat(media.getString("items[-1].media[0].reason")).isEqualTo("UNKNOWN_TYPE");
            assertThat(media.getString("items[-1].media[0].url")).isNull();
        }
    }

    @Test
    @Tag("S2")
    void aFileThatIsTwoThingsIsServedAsThePictureThatItSaysItIs() {
        var url = shop.sendsPicture(HostileFiles.gifThatIsAPage(), "text/html").getString("items[-1].media[0].url");

        var served = shop.agent.browser().get(url);

        assertThat(served.contentType()).isEqualTo("image/gif");
        assertThat(served.header("Content-Disposition")).startsWith("attachment");
        assertThat(served.header("Content-Security-Policy")).contains("sandbox");
        assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @Tag("F42")
    @Tag("S20")
    void aBombIsNotKept() {
        var media = shop.sendsPicture(HostileFiles.pngClaiming(50_000, 50_000), "image/png");

        assertThat(media.getString("items[-1].media[0].state")).isEqualTo("FAILED");
        assertThat(media.getString("items[-1].media[0].reason")).isEqualTo("TOO_LARGE");
    }

    @Test
    @Tag("F41")
    void moreThanAllowedIsNotFetched() {
        var large = new byte[1_100_000];
        new Random(1).nextBytes(large);

        var media = shop.sendsPicture(large, "image/png");

        assertThat(media.getString("items[-1].media[0].reason")).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @Tag("F41")
    @Tag("S3")
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/a.png",
                "https://169.254.169.254/latest/meta-data",
                "https://evil.example/a.png",
                "http://[::1]:8090/a.png"
            })
    void anAddressThatLeadsElsewhereIsNotFetched(String address) {
        var media = shop.sends("STICKER", Map.of("url", address));

        assertThat(media.getString("items[-1].media[0].state")).isEqualTo("FAILED");
        assertThat(media.getString("items[-1].media[0].reason")).isEqualTo("HOST_NOT_ALLOWED");
        assertThat(media.prettify()).doesNotContain(address);
    }

    @Test
    void aStickerIsFetchedFromItsAddress() {
        var media = shop.sends("STICKER", Map.of("url", simulator + "/img/avatar/cat.png"));

        assertThat(media.getString("items[-1].media[0].state")).isEqualTo("READY");
        assertThat(media.getString("items[-1].media[0].kind")).isEqualTo("STICKER");
    }

    @Test
    @Tag("F41")
    void whatIsGoneIsSaidToBeAndAskedForAgainOnRequest() {
        var expired = shop.sends("STICKER", Map.of("url", simulator + "/media/gone"));
        assertThat(expired.getString("items[-1].media[0].state")).isEqualTo("EXPIRED");
        assertThat(expired.getString("items[-1].media[0].reason")).isEqualTo("LINK_EXPIRED");

        shop.fault(Map.of("endpoint", LOCATE, "mode", "CODE", "code", 40007, "times", 1));
        var refused = shop.sendsPicture(HostileFiles.jpeg(30, 30), "image/jpeg");
        assertThat(refused.getString("items[-1].media[0].reason")).isEqualTo("REFUSED");

        String id = refused.getString("items[-1].media[0].mediaId");
        shop.agent.browser().post("/api/media/" + id + "/fetch").then().statusCode(204);

        await().until(() -> shop.thread().getString("items[-1].media[0].state").equals("READY"));
    }

    @Test
    @Tag("F41")
    void whatFailsForNowIsTriedAgainAndThenGivenUp() {
        shop.fault(Map.of("endpoint", LOCATE, "mode", "HTTP_500", "times", 2));
        assertThat(shop.sendsPicture(HostileFiles.jpeg(30, 30), "image/jpeg").getString("items[-1].media[0].state"))
                .isEqualTo("READY");

        shop.fault(Map.of("endpoint", LOCATE, "mode", "HTTP_500", "times", 3));
        assertThat(shop.sendsPicture(HostileFiles.jpeg(30, 31), "image/jpeg").getString("items[-1].media[0].reason"))
                .isEqualTo("UNREACHABLE");
    }

    @Test
    @Tag("S5")
    void theMediaOfAnotherStoreAreNotThere() {
        var url = shop.sendsPicture(HostileFiles.jpeg(30, 30), "image/jpeg").getString("items[-1].media[0].url");
        var stranger = Colleague.agentOf(Given.aStore().value());

        var foreign = stranger.browser().get(url);
        var missing = stranger.browser().get("/api/media/" + UUID.randomUUID());

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.jsonPath().getMap("").keySet())
                .isEqualTo(missing.jsonPath().getMap("").keySet());
        assertThat(foreign.jsonPath().getString("detail"))
                .isEqualTo(missing.jsonPath().getString("detail"));
        stranger.browser().post(url + "/fetch").then().statusCode(404);
        RestAssured.get(url).then().statusCode(401);
    }

    @ParameterizedTest
    @Tag("F43")
    @Tag("S23")
    @ValueSource(strings = {"..%2f..%2fetc%2fpasswd", "%2e%2e%2f", "aux", "%E2%80%8B.htaccess", "a%00b"})
    void aNameThatIsNoIdLeadsNowhere(String name) {
        var answer = shop.agent.browser().urlEncodingEnabled(false).get("/api/media/" + name);

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    @Tag("F43")
    void whatThePlaceForMediaLostIsSaidToBeLost() throws Exception {
        var url = shop.sendsPicture(HostileFiles.jpeg(33, 33), "image/jpeg").getString("items[-1].media[0].url");
        var tag = shop.agent.browser().get(url).header("ETag").replace("\"", "");
        Files.delete(Path.of("target/media")
                .resolve(tag.substring(0, 2))
                .resolve(tag.substring(2, 4))
                .resolve(tag));

        shop.agent.browser().get(url).then().statusCode(409);

        assertThat(shop.thread().getString("items[-1].media[0].reason")).isEqualTo("LOST");
    }
}
