package dev.tributary.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.FreePorts;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On a database of its own, where nothing has been done yet. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ChecklistTest.ReachesItself.class)
class ChecklistTest {

    private static final String ROUTE = "/api/checklist";

    @Inject
    FakeConnectors connectors;

    @Inject
    AddressProbe probe;

    public static class ReachesItself extends FakePlatform {

        @Override
        public Map<String, String> getConfigOverrides() {
            var port = String.valueOf(FreePorts.next());
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.http.test-port", port);
            settings.put("tributary.public-url", "http://localhost:" + port);
            return settings;
        }
    }

    @Test
    void itLeadsFromNothingToTheFirstMessage() {
        var admin = Colleague.admin();
        connectors.fake().failWith(Kind.UNAUTHORIZED);
        admin.browser()
                .post(ROUTE)
                .then()
                .statusCode(200)
                .body("done", is(false))
                .body("items[0].args.reason", is("LOCALHOST"))
                .body("items[1].args.reason", is("REFUSED"));
        states(admin, "FAILED", "FAILED", "TODO", "TODO", "TODO", "TODO", "TODO", "TODO", "TODO");

        connectors.fake().failWith(null);
        states(tested(admin), "FAILED", "DONE", "TODO", "TODO", "TODO", "TODO", "TODO", "TODO", "TODO");
        var store = Given.aStore();
        states(admin, "FAILED", "DONE", "DONE", "TODO", "TODO", "TODO", "TODO", "TODO", "TODO");
        var account = Given.anAccountOf(store);
        admin.browser()
                .post("/api/admin/webhook-subscriptions/DIRECT_MESSAGE")
                .then()
                .statusCode(200);
        states(admin, "FAILED", "DONE", "DONE", "DONE", "DONE", "TODO", "TODO", "TODO", "TODO");
        admin.browser().post("/api/admin/webhook-subscriptions/COMMENT").then().statusCode(200);
        var agent = Colleague.agentOf(store.value());
        agent.browser().body("{\"duty\":\"ON\"}").put("/api/me/duty").then().statusCode(200);
        states(admin, "FAILED", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "TODO");
        Given.aCustomerOf(account);
        states(admin, "FAILED", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE", "DONE");

        agent.browser().get(ROUTE).then().statusCode(403);
        Colleague.of(Role.SUPERVISOR, store.value())
                .browser()
                .post(ROUTE)
                .then()
                .statusCode(403);
    }

    @Test
    void theServerFindsItselfByItsPublicAddress() {
        assertThat(probe.reach()).isNull();
        RestAssured.get(ROUTE + "/probes/anything").then().statusCode(404);
    }

    private static ValidatableResponse tested(Colleague admin) {
        return admin.browser().post(ROUTE).then().statusCode(200);
    }

    private static void states(Colleague admin, String... expected) {
        states(admin.browser().get(ROUTE).then().statusCode(200), expected);
    }

    private static void states(ValidatableResponse answer, String... expected) {
        answer.body("items.state", contains(expected));
    }
}
