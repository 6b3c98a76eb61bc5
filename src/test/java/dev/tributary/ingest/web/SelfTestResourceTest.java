package dev.tributary.ingest.web;

import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.Hook;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.SimulatorControl;
import dev.tributary.testing.SimulatorInside;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account is tried from end to end, over the server's own address and with the simulator that it runs. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatorInside.class)
class SelfTestResourceTest {

    private final SimulatorControl simulator =
            new SimulatorControl(ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class));

    @Inject
    Accounts accounts;

    private Colleague admin;
    private UUID store;
    private BoundAccount shop;

    @BeforeEach
    void openAShop() {
        admin = Colleague.admin();
        store = Given.aStore().value();
        var handle = "shop" + UUID.randomUUID().toString().substring(0, 8);
        simulator.subscribe(SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET);
        simulator.post("accounts", Map.of("handle", handle));
        simulator.connect(admin, store, handle);
        shop = accounts.all().stream()
                .filter(it -> handle.equals(it.handle()))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void heal() {
        simulator.healFaults();
        simulator.patch("webhooks", Map.of("paused", false));
    }

    @Test
    void everyStepIsTriedAndTakesItsTime() {
        var events = number("SELECT count(*) FROM raw_event");

        var report = test().statusCode(200)
                .body("passed", is(true))
                .body(
                        "steps.step",
                        contains(
                                "TOKEN",
                                "PERMISSIONS",
                                "SUBSCRIPTIONS",
                                "PUBLIC_ADDRESS",
                                "STORED",
                                "SIMULATED_MESSAGE"))
                .body("steps.outcome", everyItem(is("OK")))
                .body("steps.args", everyItem(is(Map.of())))
                .extract()
                .jsonPath();

        assertThat(report.getInt("steps[5].millis")).isBetween(1, 10_000);
        // The customer's message is there to stay; of the probe nothing is left.
        assertThat(number("SELECT count(*) FROM raw_event") - events).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM raw_event_verdict WHERE outcome = 'PARKED'"))
                .isZero();
        assertThat(number(
                        "SELECT count(*) FROM message WHERE account_id = ?",
                        shop.id().value()))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM self_test")).isZero();

        test().statusCode(200).body("passed", is(true));
        assertThat(number(
                        "SELECT count(*) FROM conversation WHERE account_id = ?",
                        shop.id().value()))
                .isEqualTo(1);
    }

    @Test
    @Tag("S12")
    void aProbeThatNobodySignedIsRefused() {
        var forged =
                "{\"client_key\":\"%s\",\"event\":\"tributary.self_test\",\"user_openid\":\"%s\",\"content\":\"{}\"}"
                        .formatted(SimulatorOptions.APP_ID, shop.externalId());

        assertThat(Hook.deliver(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8), "t=1772366400,s=00"))
                .isEqualTo(401);
    }

    @Test
    @Tag("F87")
    void aDeadTokenFailsItsStepAndTheOthersAreTriedAllTheSame() {
        simulator.post("faults", Map.of("endpoint", "business/get/", "mode", "CODE", "code", 40105));

        var report = test().statusCode(200).body("passed", is(false)).extract().jsonPath();

        assertThat(outcome(report, "TOKEN")).isEqualTo("FAILED");
        assertThat(report.getString("steps[0].args.reason")).isEqualTo("NEEDS_RECONNECT");
        assertThat(outcome(report, "STORED")).isEqualTo("OK");
        assertThat(outcome(report, "SIMULATED_MESSAGE")).isEqualTo("OK");
    }

    @Test
    void whatTheSellerDidNotGrantIsNamed() {
        jdbi().useHandle(db -> db.execute(
                "UPDATE account SET scopes = 'message.list.read,message.list.send,video.list' WHERE id = ?",
                shop.id().value()));

        var report = test().statusCode(200).body("passed", is(false)).extract().jsonPath();

        assertThat(report.getString("steps[1].args.failure")).isEqualTo("READ_COMMENTS,WRITE_COMMENTS");
    }

    @Test
    void webhooksThatGoElsewhereAreFound() {
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(Map.of(
                        "app_id",
                        SimulatorOptions.APP_ID,
                        "secret",
                        SimulatorOptions.APP_SECRET,
                        "event_type",
                        "COMMENT",
                        "callback_url",
                        "https://elsewhere.example/hooks"))
                .post(ConfigProvider.getConfig().getValue("tributary.tiktok.business.api-url", String.class)
                        + "/business/webhook/update/")
                .then()
                .statusCode(200);

        test().statusCode(200)
                .body("passed", is(false))
                .body("steps[2].args.reason", is("ANOTHER_ADDRESS"))
                .body("steps[2].args.failure", is("https://elsewhere.example/hooks"));
    }

    @Test
    void aMessageThatDoesNotArriveFailsWithinSeconds() {
        simulator.patch("webhooks", Map.of("paused", true));

        test().statusCode(200)
                .body("passed", is(false))
                .body("steps[5].outcome", is("FAILED"))
                .body("steps[5].args.reason", is("NOT_ARRIVED"));
    }

    @Test
    void oneAtATimeAndOnlyForAsLongAsAServerMayBeAtIt() {
        jdbi().useHandle(db -> db.execute(
                "INSERT INTO self_test VALUES (?, now() + interval '1 minute')",
                shop.id().value()));
        test().statusCode(409).body("type", endsWith("/self-test-running"));

        jdbi().useHandle(db -> db.execute(
                "UPDATE self_test SET held_until = now() - interval '1 second' WHERE account_id = ?",
                shop.id().value()));
        test().statusCode(200);
    }

    @Test
    @Tag("S5")
    void onlyAdminsTestAndStrangersSeeNoAccount() {
        Colleague.supervisor().browser().post(path()).then().statusCode(404);
        Colleague.of(dev.tributary.identity.Role.SUPERVISOR, store)
                .browser()
                .post(path())
                .then()
                .statusCode(403);
        Colleague.agentOf(store).browser().post(path()).then().statusCode(403);
        Colleague.agentOf(Given.aStore().value()).browser().post(path()).then().statusCode(404);
    }

    private String path() {
        return "/api/accounts/" + shop.id() + "/self-test";
    }

    private ValidatableResponse test() {
        return admin.browser().post(path()).then();
    }

    private static String outcome(JsonPath report, String step) {
        return report.getString("steps.find { it.step == '" + step + "' }.outcome");
    }
}
