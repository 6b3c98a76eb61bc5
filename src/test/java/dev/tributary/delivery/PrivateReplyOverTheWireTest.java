package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.platform.secret.Secrets;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.Hook;
import dev.tributary.testing.OverTheWire;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.SimulatorControl;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the admin who allows it to the commenter who reads it, through a TikTok that keeps its rules. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(OverTheWire.class)
class PrivateReplyOverTheWireTest {

    private static final String WORDS = "The price list: 10 and 20.";

    /** Looked up and not injected: Quarkus checks injection points of all test classes, also where nobody set it. */
    private final SimulatorControl simulator =
            new SimulatorControl(ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class));

    @Inject
    Jdbi jdbi;

    @Inject
    Secrets secrets;

    private final String handle = "shop" + UUID.randomUUID().toString().substring(0, 8);
    private final String customer = "kari" + UUID.randomUUID().toString().substring(0, 8);
    private BoundAccount account;
    private String openId;
    private Colleague admin;
    private Colleague agent;
    private String thread;
    private int delivered;

    @BeforeEach
    void somebodyComments() {
        simulator.patch("webhooks", Map.of("dropPercent", 100));
        simulator.post("accounts", Map.of("handle", handle, "market", "VN"));
        simulator.post("customers", Map.of("handle", customer));
        var grant = simulator.post("tokens", Map.of("account", handle)).jsonPath();
        openId = grant.getString("openId");
        account = Given.anAccountOf(Given.aStore());
        jdbi.useHandle(db -> {
            db.execute(
                    "UPDATE account SET external_id = ? WHERE id = ?",
                    openId,
                    account.id().value());
            db.execute(
                    "UPDATE account_credential SET access_token = ? WHERE account_id = ?",
                    secrets.encrypt(grant.getString("accessToken"), "account_credential:" + account.id() + ":access"),
                    account.id().value());
        });
        admin = Colleague.admin();
        agent = Colleague.agentOf(account.store().value());
        comments();
        thread = conversations("COMMENT").get(0);
    }

    @AfterEach
    void heal() {
        simulator.healFaults();
    }

    @Test
    void anAdminSaysWhereTheAccountIsRegisteredAndSwitchesItOn() {
        thenNotAllowed("UNKNOWN_MARKET");

        put("market", "{\"market\":\"PH\"}").then().statusCode(200);
        thenNotAllowed("MARKET");
        assertThat(state()).isEqualTo("NOT_IN_THIS_MARKET");

        put("market", "{\"market\":\"VN\"}").then().statusCode(200);
        thenNotAllowed("SWITCHED_OFF");
        assertThat(state()).isEqualTo("OFF");

        assertThat(put("private-replies", "{\"on\":true}").jsonPath().getString("state"))
                .isEqualTo("ON");
        assertThat(privateReply().getBoolean("privateReply.allowed")).isTrue();
        agent.browser()
                .body("{\"on\":false}")
                .put(path("private-replies"))
                .then()
                .statusCode(403);
        agent.browser().body("{\"market\":\"PH\"}").put(path("market")).then().statusCode(403);
    }

    @Test
    @Tag("F48")
    void itReachesTheCommenterOnceAndStandsInTheDirectMessages() {
        allow();

        reply("t1").then().statusCode(201);
        reply("t1").then().statusCode(201);
        await().until(() -> !bubbles(thread).isEmpty()
                && "SENT".equals(bubbles(thread).get(0).get("status")));
        assertThat(bubbles(thread).get(0)).containsEntry("privately", true);
        deliver();

        thenItStandsInTheDirectMessages();
        assertThat(agent.browser()
                        .get("/api/conversations/" + thread)
                        .jsonPath()
                        .getString("privateReply.reason"))
                .isEqualTo("ALREADY_ANSWERED");
        comments();
        thread = conversations("COMMENT").stream()
                .filter(it -> !it.equals(thread))
                .findFirst()
                .orElseThrow();
        thenNotAllowed("IN_CONTACT");
    }

    @Test
    @Tag("F82")
    void aSendThatIsNeverAnsweredIsUncertainUntilItsEchoAndNotRepeated() {
        allow();
        simulator.post("faults", Map.of("endpoint", "business/message/send/", "mode", "STORE_THEN_HANG", "times", 1));

        reply("t1").then().statusCode(201);
        await().until(() -> "UNCERTAIN".equals(bubbles(thread).get(0).get("status")));
        deliver();

        thenItStandsInTheDirectMessages();
    }

    @Test
    void whatElseTikTokKnowsIsSaidByItsRefusal() {
        allow();
        simulator.post("messages/owner", Map.of("account", handle, "customer", customer, "text", "from the phone"));

        reply("t1").then().statusCode(201);

        await().until(() -> "FAILED".equals(bubbles(thread).get(0).get("status")));
        thenNotAllowed("REFUSED");
    }

    private void allow() {
        put("market", "{\"market\":\"VN\"}").then().statusCode(200);
        put("private-replies", "{\"on\":true}").then().statusCode(200);
    }

    private void comments() {
        var post = simulator.post("posts", Map.of("account", handle)).jsonPath().getString("id");
        simulator.post("comments", Map.of("customer", customer, "post", post, "text", "price?"));
        deliver();
    }

    /** Delivers the webhooks that the simulator kept back. */
    private void deliver() {
        List<String> bodies = simulator
                .get("deliveries?limit=2000")
                .getList("findAll { it.openId == '" + openId + "' }.sort { it.id }.body");
        var news = bodies.subList(delivered, bodies.size());
        delivered = bodies.size();
        for (var it : news) {
            var body = it.getBytes(StandardCharsets.UTF_8);
            assertThat(Hook.deliver(body, Hook.sign("simulator-app-secret", Hook.now(), body)))
                    .isEqualTo(200);
        }
        await().until(() -> jdbi.withHandle(db -> db.createQuery("SELECT count(*) FROM raw_event_waiting")
                        .mapTo(Long.class)
                        .one())
                == 0);
    }

    private List<String> conversations(String surface) {
        return agent.browser()
                .get("/api/conversations?account=" + account.id() + "&surface=" + surface)
                .jsonPath()
                .getList("items.id");
    }

    private String path(String of) {
        return "/api/accounts/" + account.id() + "/" + of;
    }

    private Response put(String what, String body) {
        return admin.browser().body(body).put(path(what));
    }

    private String state() {
        return agent.browser().get(path("private-replies")).jsonPath().getString("state");
    }

    private JsonPath privateReply() {
        return agent.browser().get("/api/conversations/" + thread).jsonPath();
    }

    private Response reply(String token) {
        return agent.browser()
                .body(Map.of("clientToken", token, "text", WORDS))
                .post("/api/conversations/" + thread + "/private-replies");
    }

    private List<Map<String, Object>> bubbles(String conversation) {
        return agent.browser()
                .get("/api/conversations/" + conversation + "/messages")
                .jsonPath()
                .getList("items.findAll { it.direction == 'OUTBOUND' }");
    }

    private void thenNotAllowed(String reason) {
        assertThat(privateReply().getString("privateReply.reason")).isEqualTo(reason);
        var refused = reply("other");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("/problems/private-reply-not-possible");
        assertThat(refused.jsonPath().getString("reason")).isEqualTo(reason);
    }

    private void thenItStandsInTheDirectMessages() {
        var chat = conversations("DM");
        assertThat(chat).hasSize(1);
        assertThat(bubbles(thread)).isEmpty();
        assertThat(bubbles(chat.get(0)))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("text", WORDS).containsEntry("status", "SENT"));
        assertThat(simulator.get("customers/" + customer + "/conversations").getList("[0].messages.text"))
                .containsExactly(WORDS);
    }
}
