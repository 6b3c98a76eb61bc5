package dev.tributary.store.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.connector.Credentials;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountTokens;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.OverTheWire;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Binding as it happens, with the real connector and a TikTok at the other end of the wire. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(OverTheWire.class)
class BindingOverTheWireTest {

    /** Looked up and not injected: Quarkus checks injection points of all test classes, also where nobody set it. */
    private final String simulator = ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class);

    @Inject
    AccountTokens tokens;

    private Colleague admin;
    private String store;
    private String handle;

    @BeforeEach
    void openAStore() {
        admin = Colleague.admin();
        store = StoreResourceTest.aStore(admin);
        handle = "shop" + UUID.randomUUID().toString().substring(0, 8);
        control("accounts", Map.of("handle", handle, "displayName", "North Shop"));
    }

    @Test
    void aSellerConsentsOnTheirPageAndTheAccountIsBound() {
        var location = bind("");

        assertThat(location).startsWith("/bound?result=connected").contains("account=" + handle, "store=" + store);
        admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .body("items.handle", contains(handle))
                .body("items[0].displayName", is("North Shop"))
                .body("items[0].avatarUrl", notNullValue())
                .body("items[0].missing", is(List.of()))
                .body("items[0].health", is("OK"));
    }

    @Test
    void boxesThatTheSellerUnticksAreMissingFeatures() {
        bind("&auto_scopes=user.info.basic,user.info.username,message.list.read");

        admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .body("items[0].missing", is(List.of("SEND_DM", "READ_COMMENTS", "WRITE_COMMENTS", "READ_POSTS")))
                .body("items[0].health", is("WARNING"));
    }

    @Test
    @Tag("F87")
    void aTokenThatTikTokLetsEndIsReplaced() throws Exception {
        bind("");
        var ended = tokens.usable(account());
        control("accounts/" + handle + "/expire-tokens", Map.of());

        var other = tokens.rejected(account(), ended);

        assertThat(other).isPresent().get().isNotEqualTo(ended);
        assertThat(tokens.usable(account())).isEqualTo(other.orElseThrow());
    }

    @Test
    @Tag("F89")
    void anAccountWhoseOwnerCutUsOffAsksToBeConnectedAndCanBe() throws Exception {
        bind("");
        var account = account();
        Credentials dead = tokens.usable(account);
        control("accounts/" + handle + "/disconnect", Map.of());

        assertThat(tokens.rejected(account, dead)).isEmpty();
        admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .body("items[0].state", is("NEEDS_RECONNECT"))
                .body("items[0].stateReason", notNullValue())
                .body("items[0].health", is("BROKEN"));

        bind("");
        assertThat(account()).isEqualTo(account);
        assertThat(tokens.usable(account)).isNotEqualTo(dead);
    }

    @Test
    void theWebhooksAreSubscribedToAndTikTokKnowsOurAddress() {
        for (var topic : List.of("DIRECT_MESSAGE", "COMMENT")) {
            admin.browser()
                    .post("/api/admin/webhook-subscriptions/" + topic)
                    .then()
                    .statusCode(200)
                    .body("subscription.callbackUrl", endsWith("/hooks/tiktok/business"));
        }

        admin.browser()
                .get("/api/admin/webhook-subscriptions")
                .then()
                .statusCode(200)
                .body("items.callbackUrl", everyItem(endsWith("/hooks/tiktok/business")))
                .body("items.warning", everyItem(nullValue()));
    }

    /** As a browser goes: to TikTok, and from there to us. Answers where we send it then. */
    private String bind(String consent) {
        String url = admin.browser()
                .body(StoreResourceTest.CHANNEL)
                .post("/api/stores/" + store + "/accounts/authorizations")
                .then()
                .statusCode(200)
                .extract()
                .path("authorizationUrl");
        var back = follow(url + "&auto_approve=" + handle + consent, 302);
        // The public address of the server under test is another one.
        var callback = URI.create(back);
        return admin.browser()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(callback.getRawPath() + "?" + callback.getRawQuery())
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    private static String follow(String url, int status) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(url)
                .then()
                .statusCode(status)
                .extract()
                .header("Location");
    }

    private AccountId account() {
        return AccountId.fromString(admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .extract()
                .path("items[0].id"));
    }

    private void control(String call, Map<String, Object> body) {
        var status = RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .post(simulator + "/control/" + call)
                .statusCode();
        assertThat(status).as(call).isBetween(200, 299);
    }
}
