package dev.tributary.routing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.identity.Role;
import dev.tributary.routing.policy.Policies;
import dev.tributary.routing.policy.Policy;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RoutingPolicyResourceTest {

    private static final String RULE = """
            {"rules": [{"name": "Thai returns",
                "when": {"accounts": ["%s"], "surfaces": ["DM"], "labels": ["return"], "languages": ["th"]},
                "team": "%s", "order": ["VIP_FIRST", "SLA_FIRST"], "choose": "ROUND_ROBIN",
                "sticky": {"within": "PT720H", "acrossAccounts": true, "waitFor": "PT2M"}, "language": "REQUIRE",
                "skills": ["refunds"], "overflow": {"after": "PT5M", "team": null}, "perMinute": 3,
                "firstReplyWithin": "PT10M"}],
             "vipLabels": ["VIP"], "absences": {"GONE": {"then": "QUEUE", "after": "PT5M", "team": null}}}""";

    @Inject
    Policies policies;

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
    private final String path = "/api/stores/" + shop.store() + "/routing-policies";

    private int draft() {
        return boss.browser()
                .body("{\"document\":{\"rules\":[{\"name\":\"all\"}]},\"note\":\"simple\"}")
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }

    private ValidatableResponse activate(int version, int instead) {
        return boss.browser()
                .body(Map.of("revision", 1, "instead", instead))
                .post(path + "/" + version + "/activation")
                .then();
    }

    @Test
    void whereNobodySaidAnythingTheDefaultHolds() {
        shop.agent()
                .browser()
                .get(path + "/active")
                .then()
                .statusCode(200)
                .body("version", equalTo(0))
                .body("policy.rules", org.hamcrest.Matchers.hasSize(1))
                .body("policy.rules[0].sticky.within", equalTo("PT720H"));
        assertThat(policies.active(shop.store()).policy()).isSameAs(Policy.DEFAULT);
    }

    @Test
    void aDocumentComesBackAsItWasWritten() {
        var team = UUID.randomUUID();
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO team VALUES (?, ?, 'Care')", team, shop.store().value()));
        var document = RULE.formatted(shop.account().id(), team);

        var answer = boss.browser()
                .body("{\"document\":" + document + ",\"note\":\"for Thailand\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("version", equalTo(1))
                .body("state", equalTo("DRAFT"))
                .body("revision", equalTo(1))
                .body("note", equalTo("for Thailand"))
                .body("createdByName", equalTo(boss.agent().name()))
                .body("activatedAt", nullValue());

        assertThat(answer.extract().<Object>path("document"))
                .isEqualTo(io.restassured.path.json.JsonPath.from(document).get(""));
        activate(1, 0).statusCode(200);
        assertThat(policies.active(shop.store()).policy().rules().get(0).perMinute())
                .isEqualTo(3);
    }

    @Test
    void draftsChangeAndWhatWasActiveOnceNeverDoes() {
        var version = draft();
        var change = "{\"document\":{\"rules\":[{\"name\":\"other\"}]},\"revision\":%d}";
        boss.browser()
                .body(change.formatted(1))
                .put(path + "/" + version)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("document.rules.name", contains("other"));
        boss.browser()
                .body(change.formatted(1))
                .put(path + "/" + version)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/routing-policy-changed"));
        activate(version, 0).statusCode(409).body("type", equalTo("/problems/routing-policy-changed"));
        boss.browser()
                .body(Map.of("revision", 2, "instead", 0))
                .post(path + "/" + version + "/activation")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));

        for (var afterwards : List.of("ACTIVE", "PAST")) {
            boss.browser().get(path + "/" + version).then().body("state", equalTo(afterwards));
            boss.browser()
                    .body(change.formatted(2))
                    .put(path + "/" + version)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/routing-policy-fixed"));
            boss.browser().delete(path + "/" + version).then().statusCode(409);
            activate(draft(), policies.active(shop.store()).version()).statusCode(200);
        }
        boss.browser().get(path).then().body("items.state", contains("ACTIVE", "PAST", "PAST"));
    }

    @Test
    void aDraftIsThrownAwayAndAnOldVersionAppliesAgain() {
        var first = draft();
        var second = draft();
        activate(first, 0).statusCode(200);
        activate(second, first).statusCode(200);
        boss.browser().delete(path + "/" + draft()).then().statusCode(204);

        activate(first, second).statusCode(200);

        boss.browser()
                .get(path + "?limit=1")
                .then()
                .body("items.version", contains(second))
                .body("items.state", contains("PAST"));
        assertThat(policies.active(shop.store()).version()).isEqualTo(first);
        var actions = jdbi.withHandle(db -> db.select(
                        "SELECT action FROM audit_entry WHERE store_id = ? ORDER BY id",
                        shop.store().value())
                .mapTo(String.class)
                .list());
        assertThat(actions)
                .containsExactly(
                        "routing-policy.drafted",
                        "routing-policy.drafted",
                        "routing-policy.activated",
                        "routing-policy.activated",
                        "routing-policy.drafted",
                        "routing-policy.discarded",
                        "routing-policy.activated");
    }

    @Test
    void ofTwoWhoActivateAtOnceOneIsToldWhatTheOtherDid() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (var round = 0; round < 5; round++) {
                var active = policies.active(shop.store()).version();
                var tasks = new ArrayList<Callable<Integer>>();
                for (var i = 0; i < 4; i++) {
                    var version = draft();
                    tasks.add(() -> activate(version, active).extract().statusCode());
                }
                var answers = new ArrayList<Integer>();
                for (var it : pool.invokeAll(tasks)) {
                    answers.add(it.get());
                }
                assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
            }
        } finally {
            pool.shutdownNow();
        }
        boss.browser()
                .get(path)
                .then()
                .body("items.findAll { it.state == 'ACTIVE' }", org.hamcrest.Matchers.hasSize(1));
    }

    @Test
    void whatIsWrongIsSaidFieldByField() {
        boss.browser()
                .body("""
                        {"document": {"rules": [{"name": "a", "team": "%s", "perMinute": 0,
                            "when": {"accounts": ["%s"]}}]}}
                        """.formatted(UUID.randomUUID(), Shop.open().account().id()))
                .post(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body(
                        "errors.field",
                        contains(
                                "document.rules[0].when.accounts",
                                "document.rules[0].team",
                                "document.rules[0].perMinute"));
    }

    @Test
    void whatCannotBeReadIsRefusedByName() {
        for (var odd : Map.of(
                        "{\"rules\":[{\"name\":\"a\",\"colour\":\"red\"}]}", "document.rules[0].colour",
                        "{\"rules\":[{\"name\":\"a\",\"choose\":\"BEST\"}]}", "document.rules[0].choose",
                        "{\"rules\":[{\"name\":\"a\",\"firstReplyWithin\":300}]}", "document.rules[0].firstReplyWithin",
                        "{\"rules\":[{\"name\":\"a\",\"firstReplyWithin\":\"5m\"}]}",
                                "document.rules[0].firstReplyWithin",
                        "{\"rules\":[{\"name\":\"a\",\"team\":\"care\"}]}", "document.rules[0].team",
                        "{\"absences\":{\"ILL\":{\"then\":\"KEEP\"}}}", "document.absences")
                .entrySet()) {
            boss.browser()
                    .body("{\"document\":" + odd.getKey() + "}")
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/unreadable-body"))
                    .body("errors.field", contains(odd.getValue()));
        }
        for (var odd : List.of(
                "{\"rules\":[null]}", "{\"vipLabels\":[null]}", "{\"absences\":{\"GONE\":null}}", "null", "[]")) {
            boss.browser().body("{\"document\":" + odd + "}").post(path).then().statusCode(400);
        }
    }

    @Test
    void agentsReadWhatAppliesAndSupervisorsDoTheRest() {
        var version = draft();
        var agent = shop.agent();

        agent.browser().get(path + "/active").then().statusCode(200);
        agent.browser().get(path).then().statusCode(403);
        agent.browser().get(path + "/" + version).then().statusCode(403);
        agent.browser().delete(path + "/" + version).then().statusCode(403);
        Colleague.supervisor().browser().get(path + "/" + version).then().statusCode(404);
        boss.browser()
                .get(path + "/99")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-routing-policy"));
        boss.browser().get(path + "/newest").then().statusCode(404);
    }
}
