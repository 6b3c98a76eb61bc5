package dev.tributary.ingest;

import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.platform.secret.Secrets;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.Hook;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks are lost, and what they said is found all the same. The simulator is at the other end of the wire. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(ReadingAccountsBack.class)
class HealingTest {

    /** In all hours, since a test may begin in one and end in another. */
    private int counted(String figure) {
        return report(shop).getList("hours." + figure, Integer.class).stream()
                .mapToInt(it -> it)
                .sum();
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Looked up and not injected: Quarkus checks injection points of all test classes, also where nobody set it. */
    private final String simulator = ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class);

    @Inject
    Accounts accounts;

    @Inject
    Secrets secrets;

    private Colleague admin;
    private BoundAccount shop;
    private String handle;
    private String customer;

    @BeforeEach
    void openAShop() {
        admin = Colleague.admin();
        patch("webhooks", Map.of("dropPercent", 100));
        handle = name("shop");
        shop = anAccount(handle);
        customer = aCustomer();
    }

    @AfterEach
    void heal() {
        RestAssured.delete(simulator + "/control/faults");
    }

    @Test
    @Tag("F52")
    void whatWebhooksDidNotTellIsFoundOnceAlsoIfTheyTellItLater() {
        says("do you ship?");
        says("hello?");
        post("messages/owner", Map.of("account", handle, "customer", customer, "text", "yes"));
        assertThat(texts(shop)).isEmpty();

        backfilled(shop);
        assertThat(texts(shop)).containsExactly("do you ship?", "hello?", "yes");
        var changes = changes();

        lostWebhooks().forEach(it -> assertThat(Hook.deliver(it, sign(it))).isEqualTo(200));
        await().atMost(PATIENCE).until(() -> counted("duplicates") == 3);

        assertThat(texts(shop)).containsExactly("do you ship?", "hello?", "yes");
        assertThat(changes()).isEqualTo(changes);
        assertThat(counted("recovered")).isEqualTo(3);
        assertThat(counted("byWebhook")).isZero();
        backfilled(shop);
        assertThat(counted("recovered")).isEqualTo(3);
    }

    @Test
    @Tag("F52")
    void commentsOfTheNewestPostsAndTheirRepliesAreFoundOnce() {
        var post = post("posts", Map.of("account", handle, "caption", "A pan that lasts"))
                .path("id");
        String comment = post("comments", Map.of("customer", customer, "post", post, "text", "price?"))
                .path("id");
        for (int i = 0; i < 5; i++) {
            post("comments", Map.of("customer", customer, "post", post, "parentId", comment, "text", "me too " + i));
        }

        backfilled(shop);
        lostWebhooks().forEach(it -> assertThat(Hook.deliver(it, sign(it))).isEqualTo(200));
        await().atMost(PATIENCE).until(() -> counted("duplicates") == 6);

        assertThat(texts(shop))
                .containsExactlyInAnyOrder("price?", "me too 0", "me too 1", "me too 2", "me too 3", "me too 4");
        assertThat(number("SELECT count(*) FROM conversation WHERE account_id = ?", id(shop)))
                .isEqualTo(1);
    }

    @Test
    void theReportTellsWebhooksLateOnesAndRecoveredOnesApart() {
        says("by webhook");
        var first = lostWebhooks().get(0);
        assertThat(Hook.deliver(first, sign(first))).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> counted("byWebhook") == 1);

        says("lost");
        backfilled(shop);
        // The same in other bytes.
        var again = (new String(first, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        assertThat(Hook.deliver(again, sign(again))).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> counted("duplicates") == 1);

        var report = report(shop);
        assertThat(counted("byWebhook")).isEqualTo(1);
        assertThat(counted("recovered")).isEqualTo(1);
        assertThat(counted("late")).isZero();
        assertThat(report.getInt("limits.conversations")).isEqualTo(100);
        assertThat(report.getInt("limits.messagesPerConversation")).isEqualTo(20);
        assertThat(report.getInt("limits.days")).isEqualTo(90);
        assertThat(report.getInt("limits.webhookRetryHours")).isEqualTo(72);
        assertThat(report.getString("run.outcome")).isEqualTo("COMPLETE");
    }

    @Test
    @Tag("F90")
    void whatIsBeyondTheListsIsSaidToBePerhapsMissing() {
        for (int i = 0; i < 23; i++) {
            says("message " + i);
        }

        backfilled(shop);

        assertThat(texts(shop)).hasSize(20).first().isEqualTo("message 3");
        assertThat(counted("conversationsCut")).isEqualTo(1);
        assertThat(counted("listsCut")).isZero();
    }

    @Test
    @Tag("F90")
    void theHundredAndFirstConversationIsSaidToBePerhapsMissing() {
        for (int i = 0; i < 101; i++) {
            post("messages", Map.of("account", handle, "customer", aCustomer(), "text", "hello " + i));
        }

        backfilled(shop);

        assertThat(texts(shop)).hasSize(100);
        assertThat(counted("listsCut")).isEqualTo(1);
    }

    @Test
    void anAccountThatIsBrokenDoesNotStopAnother() {
        var other = name("shop");
        var broken = anAccount(other);
        post("faults", Map.of("endpoint", "*", "mode", "CODE", "code", 51065, "openId", broken.externalId()));
        says("do you ship?");

        backfill(broken);
        backfill(shop);
        await().atMost(PATIENCE).until(() -> texts(shop), List.of("do you ship?")::equals);
        await().atMost(PATIENCE).until(() -> "BROKEN".equals(report(broken).getString("run.outcome")));

        assertThat(report(broken).getBoolean("run.running")).isFalse();
        assertThat(report(broken).getString("run.failure")).contains("51065");
        assertThat(report(shop).getString("run.outcome")).isEqualTo("COMPLETE");
    }

    @Test
    void anAccountWithoutAPermissionIsReadAsFarAsItMay() {
        post(
                "faults",
                Map.of("endpoint", "business/video/list/", "mode", "CODE", "code", 40130, "openId", shop.externalId()));
        says("do you ship?");

        backfill(shop);
        await().atMost(PATIENCE).until(() -> "PARTIAL".equals(report(shop).getString("run.outcome")));

        assertThat(texts(shop)).containsExactly("do you ship?");
        assertThat(report(shop).getString("run.failure")).contains("40130");
    }

    @Test
    void aReceiptWhereNobodyWroteRaisesASuspicionAndTheMessageIsFound() {
        says("do you ship?");
        post("reads", Map.of("account", handle, "customer", customer));
        var receipt = lostWebhooks().get(1);
        assertThat(new String(receipt, StandardCharsets.UTF_8)).contains("im_mark_read_msg");

        assertThat(Hook.deliver(receipt, sign(receipt))).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> texts(shop), List.of("do you ship?")::equals);
        assertThat(report(shop).getString("run.cause")).isEqualTo("SUSPECTED");
    }

    @Test
    void onlyAdminsHaveAnAccountReadBackAndStrangersDoNotSeeIt() {
        var agent = Colleague.agentOf(shop.store().value());
        agent.browser().get(path(shop) + "/recovery").then().statusCode(200);
        agent.browser().post(path(shop) + "/backfill").then().statusCode(403);

        var stranger = Colleague.agentOf(Given.aStore().value());
        stranger.browser().get(path(shop) + "/recovery").then().statusCode(404);
        stranger.browser().post(path(shop) + "/backfill").then().statusCode(404);
        admin.browser().get(path(shop) + "/recovery?hours=0").then().statusCode(400);
    }

    private void backfilled(BoundAccount account) {
        var before = report(account).getString("run.endedAt");
        backfill(account);
        await().atMost(PATIENCE).until(() -> {
            var run = report(account);
            return run.getString("run.endedAt") != null
                    && !run.getString("run.endedAt").equals(before)
                    && !run.getBoolean("run.running");
        });
        assertThat(report(account).getString("run.outcome"))
                .as(report(account).getString("run.failure"))
                .isEqualTo("COMPLETE");
    }

    private void backfill(BoundAccount account) {
        admin.browser().post(path(account) + "/backfill").then().statusCode(202);
    }

    private JsonPath report(BoundAccount account) {
        return admin.browser().get(path(account) + "/recovery").jsonPath();
    }

    private static String path(BoundAccount account) {
        return "/api/accounts/" + account.id();
    }

    private static UUID id(BoundAccount account) {
        return account.id().value();
    }

    private static List<String> texts(BoundAccount account) {
        return jdbi().withHandle(
                        db -> db.createQuery("SELECT text FROM message WHERE account_id = ? ORDER BY sent_at, id")
                                .bind(0, id(account))
                                .mapTo(String.class)
                                .list());
    }

    private long changes() {
        return number(
                "SELECT count(*) FROM change WHERE store_id = ?", shop.store().value());
    }

    private void says(String text) {
        post("messages", Map.of("account", handle, "customer", customer, "text", text));
    }

    /** An account that the simulator knows and that is bound here, with a token of the simulator's. */
    private BoundAccount anAccount(String name) {
        post("accounts", Map.of("handle", name));
        var grant = post("tokens", Map.of("account", name));
        var account = Given.anAccountOf(Given.aStore());
        String openId = grant.path("openId");
        String token = grant.path("accessToken");
        jdbi().useHandle(db -> {
            db.execute("UPDATE account SET external_id = ? WHERE id = ?", openId, id(account));
            db.execute(
                    "UPDATE account_credential SET access_token = ? WHERE account_id = ?",
                    secrets.encrypt(token, "account_credential:" + account.id() + ":access"),
                    id(account));
        });
        return accounts.find(account.id()).orElseThrow();
    }

    private String aCustomer() {
        var name = name("kari");
        post("customers", Map.of("handle", name));
        return name;
    }

    private static String name(String of) {
        return of + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The events of this account that the simulator did not deliver, oldest first. */
    private List<byte[]> lostWebhooks() {
        List<String> bodies = RestAssured.get(simulator + "/control/deliveries?limit=2000")
                .jsonPath()
                .getList("findAll { it.openId == '" + shop.externalId() + "' }.sort { it.id }.body");
        return bodies.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String sign(byte[] body) {
        return Hook.sign("simulator-app-secret", Hook.now(), body);
    }

    private Response post(String call, Map<String, Object> body) {
        var answer =
                RestAssured.given().contentType(ContentType.JSON).body(body).post(simulator + "/control/" + call);
        assertThat(answer.statusCode()).as(call + answer.asString()).isEqualTo(200);
        return answer;
    }

    private void patch(String call, Map<String, Object> body) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .patch(simulator + "/control/" + call)
                .then()
                .statusCode(200);
    }
}
