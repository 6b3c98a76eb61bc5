package dev.tributary.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.platform.secret.Secrets;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.Hook;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A shop with an account that the simulator knows, a customer of it, and somebody who answers. Everything is new. */
public final class PictureShop {

    private final String simulator;
    public final String handle = name("shop");
    public final String customer = name("kari");
    public final BoundAccount account;
    public final Colleague agent;
    private int delivered;

    public PictureShop(String simulator, String market) {
        this.simulator = simulator;
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("dropPercent", 100))
                .patch(simulator + "/control/webhooks")
                .then()
                .statusCode(200);
        post("accounts", Map.of("handle", handle, "market", market));
        post("customers", Map.of("handle", customer));
        var grant = post("tokens", Map.of("account", handle));
        var bound = Given.anAccountOf(Given.aStore());
        String openId = grant.path("openId");
        String token = grant.path("accessToken");
        var secrets = Arc.container().instance(Secrets.class).get();
        jdbi().useHandle(db -> {
            db.execute(
                    "UPDATE account SET external_id = ? WHERE id = ?",
                    openId,
                    bound.id().value());
            db.execute(
                    "UPDATE account_credential SET access_token = ? WHERE account_id = ?",
                    secrets.encrypt(token, "account_credential:" + bound.id() + ":access"),
                    bound.id().value());
        });
        account =
                Arc.container().instance(Accounts.class).get().find(bound.id()).orElseThrow();
        agent = Colleague.agentOf(account.store().value());
    }

    /** The customer sends a picture, or something that says it is one. */
    JsonPath sendsPicture(byte[] bytes, String contentType) {
        post(
                "images",
                Map.of(
                        "account", handle,
                        "customer", customer,
                        "contentType", contentType,
                        "base64", Base64.getEncoder().encodeToString(bytes)));
        return arrived();
    }

    JsonPath sends(String kind, Map<String, String> payload) {
        post("messages", Map.of("account", handle, "customer", customer, "kind", kind, "payload", payload));
        return arrived();
    }

    public void writes(String text) {
        post("messages", Map.of("account", handle, "customer", customer, "text", text));
        deliver();
    }

    private JsonPath arrived() {
        deliver();
        await().until(() -> !thread().getString("items[-1].media[0].state").equals("PENDING"));
        return thread();
    }

    /** Delivers the webhooks that the simulator kept back. */
    public int deliver() {
        List<String> bodies = RestAssured.get(simulator + "/control/deliveries?limit=2000")
                .jsonPath()
                .getList("findAll { it.openId == '" + account.externalId() + "' }.sort { it.id }.body");
        var news = bodies.subList(delivered, bodies.size());
        delivered = bodies.size();
        for (var it : news) {
            var body = it.getBytes(StandardCharsets.UTF_8);
            assertThat(Hook.deliver(body, Hook.sign("simulator-app-secret", Hook.now(), body)))
                    .isEqualTo(200);
        }
        await().until(() -> conversations() > 0);
        await().until(() -> jdbi().withHandle(db -> db.createQuery("SELECT count(*) FROM raw_event_waiting")
                        .mapTo(Long.class)
                        .one())
                == 0);
        return news.size();
    }

    private long conversations() {
        return jdbi().withHandle(db -> db.createQuery("SELECT count(*) FROM conversation WHERE account_id = :id")
                .bind("id", account.id().value())
                .mapTo(Long.class)
                .one());
    }

    public UUID conversation() {
        return jdbi().withHandle(db -> db.createQuery("SELECT id FROM conversation WHERE account_id = :id")
                .bind("id", account.id().value())
                .mapTo(UUID.class)
                .one());
    }

    public JsonPath thread() {
        return agent.browser()
                .get("/api/conversations/" + conversation() + "/messages?limit=100")
                .jsonPath();
    }

    Response upload(byte[] bytes, String contentType) {
        return agent.browser().contentType(contentType).body(bytes).post("/api/media");
    }

    Response sendPicture(String mediaId, String clientToken) {
        var body = new HashMap<String, Object>();
        body.put("clientToken", clientToken);
        body.put("type", "IMAGE");
        body.put("mediaId", mediaId);
        return agent.browser().body(body).post("/api/conversations/" + conversation() + "/messages");
    }

    /** A new post of the account; its id at TikTok. */
    public String publishes(String caption) {
        return post("posts", Map.of("account", handle, "caption", caption)).path("id");
    }

    /** The customer taps on a button of a card of ours. */
    public void taps(String cardRemoteId, String button) {
        post("taps", Map.of("account", handle, "customer", customer, "messageId", cardRemoteId, "buttonId", button));
        deliver();
    }

    public Response say(Map<String, ?> reply) {
        return agent.browser().body(reply).post("/api/conversations/" + conversation() + "/messages");
    }

    /** Pictures of ours that the customer has. */
    int picturesAtTheCustomer() {
        return RestAssured.get(simulator + "/control/customers/" + customer + "/conversations")
                .jsonPath()
                .getList("[0].messages.findAll { it.mine == false && it.kind == 'IMAGE' }")
                .size();
    }

    public void fault(Map<String, Object> fault) {
        post("faults", fault);
    }

    public void heal() {
        RestAssured.delete(simulator + "/control/faults");
    }

    private Response post(String call, Map<String, ?> body) {
        var answer =
                RestAssured.given().contentType(ContentType.JSON).body(body).post(simulator + "/control/" + call);
        assertThat(answer.statusCode()).as(call + answer.asString()).isEqualTo(200);
        return answer;
    }

    private static String name(String of) {
        return of + UUID.randomUUID().toString().substring(0, 8);
    }

    static Jdbi jdbi() {
        return Arc.container().instance(Jdbi.class).get();
    }
}
