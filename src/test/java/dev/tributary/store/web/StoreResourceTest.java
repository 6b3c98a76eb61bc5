package dev.tributary.store.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class StoreResourceTest {

    static final Map<String, Object> ENTITY = Map.of("name", "Acme 有限公司", "registrationNumber", "9144");
    static final Map<String, Object> KETTLE =
            Map.of("name", "Kettle", "market", "PH", "probation", "PASSED", "legalEntity", ENTITY);
    static final Map<String, Object> CHANNEL = Map.of("role", "CHANNEL", "platform", "TIKTOK_BUSINESS");

    @Inject
    FakeConnectors connectors;

    private Colleague admin;

    @BeforeEach
    void logIn() {
        connectors.fake().reset();
        admin = Colleague.admin();
    }

    @Test
    void anAdminOpensAStoreWithTheDefaultsOfItsMarketAndChangesIt() {
        var id = aStore();

        admin.browser()
                .get("/api/stores/" + id)
                .then()
                .statusCode(200)
                .body("id", is(id))
                .body("timeZone", is("Asia/Manila"))
                .body("operationMode", is("SELF_OPERATED"))
                .body("legalEntity.registrationNumber", is("9144"))
                .body("createdAt", matchesPattern("\\d{4}-.*T.*\\.\\d{3}Z"));
        admin.browser()
                .body(Map.of("probation", "RECALLED", "timeZone", "Asia/Tokyo"))
                .patch("/api/stores/" + id)
                .then()
                .statusCode(200)
                .body("name", is("Kettle"))
                .body("probation", is("RECALLED"))
                .body("timeZone", is("Asia/Tokyo"));
    }

    @Test
    void customersSeeNothingButMessagesUntilAnAdminSaysSo() {
        var id = aStore();
        var agent = Colleague.agentOf(UUID.fromString(id));

        agent.browser()
                .get("/api/stores/" + id)
                .then()
                .body("showTyping", is(false))
                .body("showRead", is(false));
        admin.browser()
                .body(Map.of("showTyping", true))
                .patch("/api/stores/" + id)
                .then()
                .statusCode(200)
                .body("showTyping", is(true))
                .body("showRead", is(false));

        agent.browser().get("/api/me").then().body("stores[0].showTyping", is(true));
        admin.browser()
                .get("/api/stores/" + id + "/history")
                .then()
                .body("items[0].subject", is("SHOW_TYPING"))
                .body("items[0].before", is("HIDDEN"))
                .body("items[0].after", is("SHOWN"))
                .body("items.subject", not(hasItem("SHOW_READ")));
        agent.browser()
                .body(Map.of("showTyping", false))
                .patch("/api/stores/" + id)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "market, XX, market",
        "timeZone, Asia/Atlantis, timeZone",
        "timeZone, +08:00, timeZone",
        "name, ' ', name",
        "probation, MAYBE, probation"
    })
    void whatIsNoSuchThingIsRefusedByField(String field, String value, String named) {
        admin.browser()
                .body(with(KETTLE, field, value))
                .post("/api/stores")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(named));
        admin.browser()
                .body(Map.of(field, value))
                .patch("/api/stores/" + aStore())
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(named));
    }

    @ParameterizedTest
    @Tag("S6")
    @ValueSource(strings = {"id", "createdAt", "version", "storeId", "agentId", "legalEntityName"})
    void fieldsThatAreNotTheCallersToSetAreRefused(String field) {
        var id = aStore();

        admin.browser().body(with(KETTLE, field, id)).post("/api/stores").then().statusCode(400);
        admin.browser()
                .body(Map.of(field, id))
                .patch("/api/stores/" + id)
                .then()
                .statusCode(400);
        admin.browser()
                .body(with(CHANNEL, field, id))
                .post("/api/stores/" + id + "/accounts/authorizations")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("S8")
    void anObjectWhereAWordBelongsIsRefused() {
        admin.browser()
                .body(with(KETTLE, "name", Map.of("$ne", "x")))
                .post("/api/stores")
                .then()
                .statusCode(400);
        admin.browser()
                .body(with(KETTLE, "legalEntity", List.of()))
                .post("/api/stores")
                .then()
                .statusCode(400);
    }

    @Test
    void anAgentSeesTheStoresTheyWorkForAndNoOther() {
        var own = aStore();
        var foreign = aStore();
        var agent = Colleague.agentOf(UUID.fromString(own));

        agent.browser().get("/api/stores").then().statusCode(200).body("items.id", is(List.of(own)));
        agent.browser().get("/api/me").then().statusCode(200).body("stores.id", is(List.of(own)));
        agent.browser()
                .get("/api/stores/" + own + "/accounts")
                .then()
                .statusCode(200)
                .body("items", is(List.of()))
                .body("next", nullValue());
        admin.browser().get("/api/stores?limit=100").then().statusCode(200).body("items.id", notNullValue());
        assertThat(all(admin)).contains(own, foreign);
    }

    @Test
    void aListOfStoresIsReadInPages() {
        var ids = List.of(aStore(), aStore(), aStore());
        var agent = Colleague.agentOf(ids.stream().map(UUID::fromString).toArray(UUID[]::new));

        var first = agent.browser()
                .get("/api/stores?limit=2")
                .then()
                .statusCode(200)
                .extract();

        assertThat(first.<List<String>>path("items.id")).isEqualTo(ids.subList(0, 2));
        agent.browser()
                .queryParam("after", first.<String>path("next"))
                .get("/api/stores?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", is(ids.subList(2, 3)))
                .body("next", nullValue());
    }

    @Test
    void anAgentMaySeeTheirStoreButNotChangeIt() {
        var own = aStore();
        var account = anAccount(own);
        for (var colleague :
                List.of(Colleague.agentOf(UUID.fromString(own)), Colleague.of(Role.SUPERVISOR, UUID.fromString(own)))) {
            var browser = (Supplier<RequestSpecification>) colleague::browser;
            browser.get()
                    .body(KETTLE)
                    .post("/api/stores")
                    .then()
                    .statusCode(403)
                    .body("type", is("/problems/not-allowed"));
            browser.get()
                    .body(Map.of("name", "Mine"))
                    .patch("/api/stores/" + own)
                    .then()
                    .statusCode(403);
            browser.get()
                    .body(CHANNEL)
                    .post("/api/stores/" + own + "/accounts/authorizations")
                    .then()
                    .statusCode(403);
            browser.get().delete("/api/accounts/" + account).then().statusCode(403);
        }
        admin.browser().get("/api/stores/" + own + "/accounts").then().body("items.id", hasItems(account));
    }

    @Test
    @Tag("S5")
    void whatIsNotYoursIsAnsweredLikeWhatWasNeverThere() {
        var foreign = aStore();
        var foreignAccount = anAccount(foreign);
        var agent = Colleague.agentOf(UUID.fromString(aStore()));
        var missing = UUID.randomUUID().toString();

        for (var route : List.of(
                Map.entry(Method.GET, "/api/stores/{id}"),
                Map.entry(Method.PATCH, "/api/stores/{id}"),
                Map.entry(Method.GET, "/api/stores/{id}/accounts"),
                Map.entry(Method.POST, "/api/stores/{id}/accounts/authorizations"))) {
            assertSameAnswer(agent, route.getKey(), route.getValue(), foreign, missing);
            assertSameAnswer(agent, route.getKey(), route.getValue(), foreign, "no-id");
        }
        assertSameAnswer(agent, Method.DELETE, "/api/accounts/{id}", foreignAccount, missing);
        assertSameAnswer(agent, Method.DELETE, "/api/accounts/{id}", foreignAccount, "no-id");
        admin.browser().get("/api/stores/" + foreign + "/accounts").then().body("items.id", hasItem(foreignAccount));
    }

    @Test
    void whoeverLeavesAStoreDoesNotSeeItAnyMore() {
        var store = aStore();
        var agent = Colleague.agentOf(UUID.fromString(store));
        agent.browser().get("/api/stores/" + store).then().statusCode(200);

        admin.browser()
                .body(Map.of("storeIds", List.of()))
                .patch("/api/agents/" + agent.id())
                .then()
                .statusCode(200);

        agent.browser().get("/api/stores/" + store).then().statusCode(404);
        agent.browser().get("/api/stores").then().body("items.id", not(hasItem(store)));
    }

    private void assertSameAnswer(Colleague who, Method method, String route, String foreign, String missing) {
        Map<String, Object> body = route.endsWith("authorizations") ? CHANNEL : Map.of();
        var one = request(who, method, body).request(method, route, foreign);
        var other = request(who, method, body).request(method, route, missing);
        assertThat(one.statusCode()).as("%s %s", method, route).isEqualTo(404);
        assertThat(other.statusCode()).as("%s %s", method, route).isEqualTo(404);
        assertThat(one.asString()).as("%s %s", method, route).isEqualTo(other.asString());
    }

    private static RequestSpecification request(Colleague who, Method method, Map<String, Object> body) {
        return method == Method.GET || method == Method.DELETE
                ? who.browser()
                : who.browser().body(body);
    }

    private static List<String> all(Colleague who) {
        var ids = new ArrayList<String>();
        String next = null;
        do {
            var request = who.browser().queryParam("limit", 100);
            var page = (next == null ? request : request.queryParam("after", next))
                    .get("/api/stores")
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.<List<String>>path("items.id"));
            next = page.path("next");
        } while (next != null);
        return ids;
    }

    private String aStore() {
        return aStore(admin);
    }

    static String aStore(Colleague admin) {
        return admin.browser()
                .body(KETTLE)
                .post("/api/stores")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String anAccount(String store) {
        OauthCallbackTest.bind(admin, store, "-000" + UUID.randomUUID());
        return admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .extract()
                .path("items[0].id");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new LinkedHashMap<>(body);
        changed.put(field, value);
        return changed;
    }
}
