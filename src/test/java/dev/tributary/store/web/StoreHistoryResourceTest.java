package dev.tributary.store.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class StoreHistoryResourceTest {

    @Inject
    FakeConnectors connectors;

    private Colleague admin;
    private String store;

    @BeforeEach
    void openAStore() {
        connectors.fake().reset();
        admin = Colleague.admin();
        store = StoreResourceTest.aStore(admin);
    }

    @Test
    void aProbationIsShownWithItsDateItsEvidenceAndWhoRecordedIt() {
        admin.browser()
                .body(Map.of(
                        "probation", "RECALLED",
                        "probationSince", "2026-02-27",
                        "probationEvidence", "Letter of the seller centre, 2026-02-27"))
                .patch("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("probation", is("RECALLED"))
                .body("probationRecord.since", is("2026-02-27"))
                .body("probationRecord.evidence", is("Letter of the seller centre, 2026-02-27"))
                .body("probationRecord.recordedBy", is(admin.id().toString()));

        admin.browser()
                .get("/api/stores/" + store + "/history?limit=1")
                .then()
                .statusCode(200)
                .body("items.subject", contains("PROBATION"))
                .body("items[0].before", is("PASSED"))
                .body("items[0].after", is("RECALLED"))
                .body("items[0].agentId", is(admin.id().toString()));
        admin.browser().get("/api/stores/" + store).then().body("probationRecord.since", is("2026-02-27"));
    }

    @Test
    void aProbationCannotHaveChangedInTheFuture() {
        admin.browser()
                .body(Map.of("probation", "RECALLED", "probationSince", "2099-01-01", "probationEvidence", "A letter"))
                .patch("/api/stores/" + store)
                .then()
                .statusCode(400)
                .body("errors.field", contains("probationSince"));

        admin.browser().get("/api/stores/" + store).then().body("probation", is("PASSED"));
    }

    @Test
    void everyChangeIsKeptAndReadInPagesNewestFirst() {
        for (var name : List.of("Pot", "Pan", "Pot")) {
            change(Map.of("name", name));
        }
        change(Map.of("name", "Pot"));
        OauthCallbackTest.bind(admin, store, "-000" + UUID.randomUUID());

        var seen = new ArrayList<String>();
        String next = null;
        do {
            var request = admin.browser().queryParam("limit", 2);
            var page = (next == null ? request : request.queryParam("after", next))
                    .get("/api/stores/" + store + "/history")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.findAll { it.subject == 'NAME' }.after"));
            assertThat(seen.size()).isLessThan(10);
            next = page.path("next");
        } while (next != null);

        assertThat(seen).containsExactly("Pot", "Pan", "Pot", "Kettle");
        admin.browser()
                .get("/api/stores/" + store + "/history?limit=1")
                .then()
                .body("items.subject", contains("ACCOUNT"));
    }

    @Test
    void anAccountHasAHistoryOfItsOwn() {
        var external = "-000" + UUID.randomUUID();
        OauthCallbackTest.bind(admin, store, external);
        OauthCallbackTest.bind(admin, store, "-000" + UUID.randomUUID());
        String account = admin.browser()
                .get("/api/stores/" + store + "/accounts")
                .then()
                .extract()
                .path("items.find { it.externalId == '" + external + "' }.id");
        admin.browser().delete("/api/accounts/" + account).then().statusCode(204);

        admin.browser()
                .get("/api/stores/" + store + "/history?account=" + account)
                .then()
                .statusCode(200)
                .body("items.account.id", contains(account, account))
                .body("items.account.handle", contains("@" + external, "@" + external))
                .body("items.before", contains("CHANNEL", null))
                .body("items.after", contains(null, "CHANNEL"));
    }

    @Test
    void theLimitsSayWhatCountsNow() {
        OauthCallbackTest.bind(admin, store, "-000" + UUID.randomUUID());

        Colleague.agentOf(UUID.fromString(store))
                .browser()
                .get("/api/stores/" + store + "/limits")
                .then()
                .statusCode(200)
                .body("officialAccounts.used", is(0))
                .body("officialAccounts.limit", is(1))
                .body("channelAccounts.used", is(1))
                .body("channelAccounts.limit", is(4))
                .body("channelLinks.used", is(1))
                .body("channelLinks.limit", is(10))
                .body("channelLinks.nextAt", nullValue())
                .body("channelLinkDays", is(180))
                .body("officialChanges.limit", is(3))
                .body("unlinkWaitSeconds", is(86_400))
                .body("accounts.unlinkable", contains(false));
    }

    @Test
    void whoeverConfirmsSaysWhatShowsIt() {
        var body = Map.of(
                "role", "OFFICIAL",
                "platform", "TIKTOK_BUSINESS",
                "legalEntity", Map.of("name", "Acme 有限责任公司", "registrationNumber", "9144"));
        var route = "/api/stores/" + store + "/accounts/authorizations";
        admin.browser()
                .body(body)
                .post(route)
                .then()
                .statusCode(409)
                .body("type", is("/problems/legal-entity-near-match"))
                .body("ours.name", is("Acme 有限公司"))
                .body("declared.name", is("Acme 有限责任公司"));
        var confirming = new HashMap<String, Object>(body);
        confirming.put("legalEntityConfirmed", true);
        admin.browser().body(confirming).post(route).then().statusCode(400).body("errors.field", contains("evidence"));
        confirming.put("evidence", "Both are on the licence");
        admin.browser().body(confirming).post(route).then().statusCode(200);
    }

    @Test
    @Tag("S5")
    void whatIsNotYoursIsAnsweredLikeWhatWasNeverThere() {
        var stranger = Colleague.agentOf(UUID.fromString(StoreResourceTest.aStore(admin)));
        for (var route : List.of("history", "limits")) {
            stranger.browser().get("/api/stores/" + store + "/" + route).then().statusCode(404);
        }
        Colleague.agentOf(UUID.fromString(store))
                .browser()
                .get("/api/stores/" + store + "/history")
                .then()
                .statusCode(403);
    }

    private void change(Map<String, Object> body) {
        admin.browser().body(body).patch("/api/stores/" + store).then().statusCode(200);
    }
}
