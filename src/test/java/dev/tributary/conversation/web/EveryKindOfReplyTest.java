package dev.tributary.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.media.PictureShop;
import dev.tributary.testing.OverTheWire;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Posts, cards and quotations, against a TikTok that is as strict as the real one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(OverTheWire.class)
class EveryKindOfReplyTest {

    private static final String POSTS = "business/video/list/";

    /** Without the lines that nobody said. */
    private static final String SAID = "items.findAll { it.direction != 'SYSTEM' }";

    private final String simulator = ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class);
    private PictureShop shop;
    private final Set<String> found = new HashSet<>();

    @BeforeEach
    void open() {
        shop = new PictureShop(simulator, "SG");
        shop.writes("what do you have?");
    }

    @AfterEach
    void heal() {
        shop.heal();
    }

    @Test
    @Tag("F48")
    void aCardArrivesOnceAndATapOnItSaysWhichButton() {
        var card = card("Track order", "Human");
        shop.say(card).then().statusCode(201);
        shop.say(card).then().statusCode(201);
        sent(1);
        shop.deliver();

        var remoteId = thread().getString(SAID + "[-1].remoteId");
        shop.taps(remoteId, "b2");

        assertThat(thread().getList(SAID)).hasSize(3);
        assertThat(thread().getString(SAID + "[1].template.buttons.title")).isEqualTo("[Track order, Human]");
        assertThat(thread().getString(SAID + "[1].template.style")).isEqualTo("BUTTONS");
        assertThat(thread().getString(SAID + "[2].tapped.title")).isEqualTo("Human");
        assertThat(thread().getString(SAID + "[2].tapped.buttonId")).isEqualTo("b2");
        assertThat(thread().getString(SAID + "[2].quotedId")).isEqualTo(thread().getString(SAID + "[1].id"));
    }

    @Test
    void aCardThatDoesNotFitIsRefusedFieldByFieldAndNotQueued() {
        var refused = shop.say(card("x".repeat(21), "Human", "C", "D"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getList("errors.field"))
                .containsExactlyInAnyOrder("template.buttons", "template.buttons[0].title");
        assertThat(shop.say(card("A\u0000")).statusCode()).isEqualTo(400);
        assertThat(shop.say(with("TEMPLATE", Map.of("text", "and words"))).statusCode())
                .isEqualTo(400);
        assertThat(thread().getList(SAID)).hasSize(1);
    }

    @Test
    void aPostOfTheAccountIsSharedAndNoOther() {
        var post = shop.publishes("Glass skin in three steps");
        var other = new PictureShop(simulator, "SG").publishes("somebody else's");

        var listed = posts("");
        assertThat(listed.getList("items.postId")).containsExactly(post);
        assertThat(listed.getString("state")).isEqualTo("CURRENT");
        assertThat(posts("GLASS").getList("items")).hasSize(1);
        assertThat(posts("rose").getList("items")).isEmpty();

        var refused = shop.say(with("SHARE_POST", Map.of("postId", other)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/not-own-post");
        shop.say(with("SHARE_POST", Map.of("postId", post))).then().statusCode(201);
        sent(1);
        shop.deliver();
        assertThat(thread().getList(SAID)).hasSize(2);
        assertThat(thread().getString(SAID + "[1].media[0].postId")).isEqualTo(post);
    }

    @Test
    void postsThatCannotBeListedSaySoAndWhatIsKnownRemains() {
        shop.fault(Map.of("endpoint", POSTS, "mode", "HTTP_502", "times", 10));

        var listed = posts("");

        assertThat(listed.getString("state")).isEqualTo("UNREACHABLE");
        assertThat(listed.getList("items")).isEmpty();
    }

    @Test
    void manyPostsComePageByPage() {
        for (var i = 0; i < 45; i++) {
            shop.publishes("post " + i);
        }

        assertThat(posts("").getList("items")).hasSize(20);
        // The tests before may have used up TikTok's calls: whoever is told that looks again.
        await().atMost(Duration.ofSeconds(20)).until(() -> pages().stream().allMatch("CURRENT"::equals));
        assertThat(found).hasSize(45);
    }

    /** The states of all pages, whose posts are found then. */
    private List<String> pages() {
        found.clear();
        var states = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = shop.agent
                    .browser()
                    .get("/api/accounts/" + shop.account.id() + "/posts?limit=20"
                            + (next.isEmpty() ? "" : "&before=" + next))
                    .jsonPath();
            states.add(page.getString("state"));
            found.addAll(page.getList("items.postId"));
            next = page.getString("next");
        }
        return states;
    }

    @Test
    void onlyWhatTikTokQuotesIsQuoted() {
        var customers = thread().getString(SAID + "[0].id");
        shop.say(card("A")).then().statusCode(201);
        sent(1);
        var cards = thread().getString(SAID + "[1].id");

        assertThat(quoting(cards).jsonPath().getString("type")).isEqualTo("/problems/not-quotable");
        assertThat(quoting(UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
        assertThat(quoting(customers).statusCode()).isEqualTo(201);
        sent(2);
        assertThat(thread().getString(SAID + "[2].quotedId")).isEqualTo(customers);
    }

    private Response quoting(String message) {
        return shop.say(with("TEXT", Map.of("text", "this one", "quotedId", message)));
    }

    private void sent(int count) {
        await().untilAsserted(() -> assertThat(thread().getList("items.findAll { it.status == 'SENT' }"))
                .hasSize(count));
    }

    private JsonPath thread() {
        return shop.thread();
    }

    private JsonPath posts(String words) {
        return shop.agent
                .browser()
                .get("/api/accounts/" + shop.account.id() + "/posts?limit=20&q=" + words)
                .jsonPath();
    }

    private static Map<String, Object> card(String... titles) {
        var buttons = List.of(titles).stream().map(it -> Map.of("title", it)).toList();
        return with("TEMPLATE", Map.of("template", Map.of("style", "BUTTONS", "title", "What?", "buttons", buttons)));
    }

    private static Map<String, Object> with(String type, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("type", type);
        body.put("clientToken", UUID.randomUUID().toString());
        return body;
    }
}
