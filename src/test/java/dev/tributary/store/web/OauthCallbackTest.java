package dev.tributary.store.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class OauthCallbackTest {

    private static final String CALLBACK = "/oauth/tiktok/business/callback/";

    @Inject
    FakeConnectors connectors;

    private Colleague admin;
    private String store;
    private String external;

    @BeforeEach
    void openAStore() {
        connectors.fake().reset();
        admin = Colleague.admin();
        store = StoreResourceTest.aStore(admin);
        external = "-000" + UUID.randomUUID();
    }

    @Test
    void aSellerWhoAgreesComesBackToAPageThatSaysSo() {
        var location = bind(admin, store, external);

        assertThat(location).startsWith("/bound?").doesNotContain("code", "state");
        assertThat(query(location)).isEqualTo(Map.of("result", "connected", "account", "@" + external, "store", store));
        admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .statusCode(200)
                .body("items[0].handle", is("@" + external))
                .body("items[0].role", is("CHANNEL"))
                .body("items[0].platform", is("TIKTOK_BUSINESS"))
                .body("items[0].state", is("CONNECTED"))
                .body("items[0].health", is("OK"))
                .body("asOf['" + store + "']", greaterThan(0));
    }

    @Test
    void theAddressIsTheOneThatIsRegisteredWithTheApp() {
        var url = authorizationUrl(admin, store, StoreResourceTest.CHANNEL);

        assertThat(url).contains("redirect_uri=http://localhost:").contains(CALLBACK);
    }

    @Test
    void anUnboundAccountIsGoneFromTheList() {
        bind(admin, store, external);
        String account = admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .extract()
                .path("items[0].id");

        admin.browser().delete("/api/accounts/" + account).then().statusCode(204);
        admin.browser().delete("/api/accounts/" + account).then().statusCode(204);

        admin.browser().get("/api/stores/" + store + "/accounts").then().body("items.size()", is(0));
    }

    @Test
    @Tag("S15")
    void theStateOfAnotherAdminBindsNothingAndIsNotUsedUp() {
        var state = state(admin, store);

        assertThat(result(come(Colleague.admin().browser(), state, external))).isEqualTo("expired");
        assertThat(result(come(RestAssured.given(), state, external))).isEqualTo("refused");
        assertThat(result(come(admin.browser(), state, external))).isEqualTo("connected");
    }

    @Test
    @Tag("S15")
    void withoutAStateOrWithAGuessedOneNothingIsBound() {
        assertThat(query(location(admin.browser().queryParam("code", "code-of-x"), CALLBACK)))
                .containsEntry("result", "expired");
        assertThat(result(come(admin.browser(), "guess", external))).isEqualTo("expired");
    }

    @Test
    void whoeverIsNotLoggedInOrNoAdminIsToldSoOnThePage() {
        var agent = Colleague.agentOf(UUID.fromString(store));

        assertThat(query(come(RestAssured.given(), "guess", external))).containsEntry("rule", "not-logged-in");
        assertThat(query(come(agent.browser(), "guess", external))).containsEntry("rule", "not-allowed");
    }

    @Test
    @Tag("S16")
    void nothingThatComesInDecidesWhereTheBrowserGoes() {
        var evil = admin.browser()
                .header("Host", "evil.example")
                .queryParam("state", "//evil.example")
                .queryParam("error", "\r\nLocation: https://evil.example")
                .queryParam("error_description", "<script>alert(1)</script>")
                .queryParam("redirect_uri", "https://evil.example")
                .queryParam("next", "//evil.example");

        assertThat(location(evil, CALLBACK)).isEqualTo("/bound?result=expired");
    }

    @Test
    @Tag("S1")
    void aHandleCannotLeaveItsPlaceInTheAddress() {
        var location = bind(admin, store, "<x>&result=refused#\"");

        assertThat(location).doesNotContain("<", "\"", "#");
        assertThat(query(location))
                .containsEntry("result", "connected")
                .containsEntry("account", "@<x>&result=refused#\"");
    }

    @Test
    void theCodeIsDecodedOnce() {
        var location = location(
                admin.browser()
                        .urlEncodingEnabled(false)
                        .queryParam("state", state(admin, store))
                        .queryParam("code", "code-of-aw%2A3%214964%2525"),
                CALLBACK);

        assertThat(query(location)).containsEntry("account", "@aw*3!4964%25");
    }

    @Test
    @Tag("S15")
    void anAnswerThatComesTwiceBindsOnce() {
        var state = state(admin, store);

        assertThat(result(come(admin.browser(), state, external))).isEqualTo("connected");
        assertThat(result(come(admin.browser(), state, external + "other"))).isEqualTo("expired");
        admin.browser().get("/api/stores/" + store + "/accounts").then().body("items.size()", is(1));
    }

    @Test
    void whoeverIsRefusedHearsWhatCountsNowAndWhoHoldsTheSlots() {
        var late = state(admin, store);
        for (var it = 0; it < 4; it++) {
            bind(admin, store, external + it);
        }

        admin.browser()
                .body(StoreResourceTest.CHANNEL)
                .post("/api/stores/" + store + "/accounts/authorizations")
                .then()
                .statusCode(409)
                .body("type", is("/problems/channel-accounts-full"))
                .body("used", is(4))
                .body("limit", is(4))
                .body(
                        "accounts",
                        contains("@" + external + 0, "@" + external + 1, "@" + external + 2, "@" + external + 3));
        assertThat(come(admin.browser(), late, external + 5))
                .contains("rule=channel-accounts-full", "used=4", "limit=4")
                .contains("accounts=%40" + external + 0, "accounts=%40" + external + 3);
    }

    @Test
    void whoeverBindsWhatAnotherStoreHasHearsWhichOne() {
        var other = StoreResourceTest.aStore(admin);
        bind(admin, other, external);

        assertThat(query(bind(admin, store, external)))
                .containsEntry("rule", "account-bound-elsewhere")
                .containsEntry("boundTo", other);
    }

    @Test
    void aSellerWhoSaysNoComesBackToAPageThatSaysSo() {
        var denied = admin.browser().queryParam("state", state(admin, store)).queryParam("error", "access_denied");

        assertThat(query(location(denied, "/oauth/tiktok/business/callback")))
                .isEqualTo(Map.of("result", "denied", "store", store));
    }

    @Test
    void theShopThatIsNotConfiguredIsRefusedPolitely() {
        assertThat(result(location(admin.browser().queryParam("state", "x"), "/oauth/tiktok/shop/callback")))
                .isEqualTo("expired");
        admin.browser()
                .body(Map.of("role", "CHANNEL", "platform", "TIKTOK_SHOP"))
                .post("/api/stores/" + store + "/accounts/authorizations")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", is("/problems/platform-not-configured"));
    }

    /** Binds a channel account as a browser does it; answers where the browser is sent. */
    static String bind(Colleague admin, String store, String external) {
        return bind(admin, store, external, StoreResourceTest.CHANNEL);
    }

    static String bind(Colleague admin, String store, String external, Map<String, Object> request) {
        return come(admin.browser(), state(authorizationUrl(admin, store, request)), external);
    }

    private static String come(RequestSpecification browser, String state, String external) {
        return location(browser.queryParam("state", state).queryParam("code", "code-of-" + external), CALLBACK);
    }

    private static String location(RequestSpecification browser, String path) {
        return browser.redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String state(Colleague admin, String store) {
        return state(authorizationUrl(admin, store, StoreResourceTest.CHANNEL));
    }

    private static String state(String authorizationUrl) {
        return requireNonNull(query(authorizationUrl).get("state"));
    }

    private static String authorizationUrl(Colleague admin, String store, Map<String, Object> request) {
        return admin.browser()
                .body(request)
                .post("/api/stores/" + store + "/accounts/authorizations")
                .then()
                .statusCode(200)
                .extract()
                .path("authorizationUrl");
    }

    private static String result(String location) {
        return requireNonNull(query(location).get("result"));
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }
}
