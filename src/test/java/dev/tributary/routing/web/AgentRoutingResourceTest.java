package dev.tributary.routing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AgentRoutingResourceTest {

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
    private final Colleague mina = shop.agent();
    private final String path = "/api/agents/" + mina.id() + "/routing";

    @Test
    void whatAnAgentKnowsIsSaidBySupervisorsOfTheSameStore() {
        boss.browser()
                .get(path)
                .then()
                .statusCode(200)
                .body("skills", empty())
                .body("languages", empty())
                .body("limits", empty());

        set(boss, List.of(" Refunds", "refunds", "Gold"), List.of("th", "en"), List.of(limit(shop, 2)))
                .statusCode(200)
                .body("skills", contains("gold", "refunds"))
                .body("languages", contains("en", "th"))
                .body("limits.accountId", contains(shop.account().id().toString()))
                .body("limits.most", contains(2))
                .body("limits.open", contains(0));
        set(boss, List.of("gold"), List.of(), List.of())
                .statusCode(200)
                .body("skills", contains("gold"))
                .body("languages", empty())
                .body("limits", empty());

        set(mina, List.of(), List.of(), List.of()).statusCode(403);
        mina.browser().get(path).then().statusCode(403);
        set(Colleague.of(Role.SUPERVISOR), List.of(), List.of(), List.of()).statusCode(404);
    }

    @Test
    void whatIsNoLanguageNoSkillOrNoLimitIsRefused() {
        set(boss, List.of(), List.of("english"), List.of()).statusCode(400);
        set(boss, List.of(" "), List.of(), List.of()).statusCode(400);
        set(boss, List.of(), List.of(), List.of(limit(shop, -1))).statusCode(400);
        set(boss, List.of(), List.of(), List.of(limit(shop, 1001))).statusCode(400);
    }

    @Test
    void aLimitBeginsWithWhatTheAgentHas() {
        shop.customersWrite(3)
                .subList(0, 2)
                .forEach(it -> boss.browser()
                        .body(Map.of("agentId", mina.id().toString()))
                        .put("/api/conversations/" + it + "/assignee")
                        .then()
                        .statusCode(200));

        set(boss, List.of(), List.of(), List.of(limit(shop, 1))).body("limits.open", contains(2));
    }

    @Test
    void limitsForAccountsThatOneMayNotSeeAreNeitherShownNorChanged() {
        var other = Shop.open();
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO store_member (store_id, agent_id) VALUES (?, ?)",
                other.store().value(),
                mina.id().value()));
        var otherBoss = Colleague.of(Role.SUPERVISOR, other.store().value());
        set(otherBoss, List.of(), List.of(), List.of(limit(other, 5))).statusCode(200);

        boss.browser().get(path).then().body("limits", empty());
        set(boss, List.of(), List.of(), List.of(limit(shop, 3))).body("limits.most", contains(3));
        set(boss, List.of(), List.of(), List.of()).statusCode(200);
        otherBoss.browser().get(path).then().body("limits.most", contains(5));

        var foreign = set(boss, List.of(), List.of(), List.of(limit(other, 1))).statusCode(404);
        var missing = set(
                        boss,
                        List.of(),
                        List.of(),
                        List.of(Map.of("accountId", UUID.randomUUID().toString(), "most", 1)))
                .statusCode(404);
        assertThat(foreign.extract().asString()).isEqualTo(missing.extract().asString());
    }

    @Test
    void itIsToldOnceForEachChange() {
        set(boss, List.of("gold"), List.of("th"), List.of(limit(shop, 3)));
        set(boss, List.of("gold"), List.of("th"), List.of(limit(shop, 3)));
        set(boss, List.of("gold"), List.of("th"), List.of(limit(shop, 4)));

        assertThat(told("duty.changed", mina.id().value())).isEqualTo(2);
    }

    @Test
    void anAccountIsPausedAndResumedBySupervisorsAndShowsIt() {
        var account = "/api/accounts/" + shop.account().id() + "/routing-pause";

        mina.browser().put(account).then().statusCode(403);
        var since = boss.browser()
                .put(account)
                .then()
                .statusCode(200)
                .body("routingPausedAt", notNullValue())
                .extract()
                .<String>path("routingPausedAt");
        boss.browser().put(account).then().statusCode(200).body("routingPausedAt", equalTo(since));
        boss.browser()
                .get("/api/stores/" + shop.store() + "/accounts")
                .then()
                .body("items.routingPausedAt", contains(since));
        boss.browser().delete(account).then().statusCode(200).body("routingPausedAt", nullValue());
        boss.browser().delete(account).then().statusCode(200);

        assertThat(told("account.changed", shop.account().id().value())).isEqualTo(2);
    }

    private int told(String type, UUID subject) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT count(*) FROM change WHERE store_id = :store AND type = :type AND subject_id = :subject")
                .bind("store", shop.store().value())
                .bind("type", type)
                .bind("subject", subject)
                .mapTo(Integer.class)
                .one());
    }

    private ValidatableResponse set(
            Colleague by, List<String> skills, List<String> languages, List<Map<String, Object>> limits) {
        return by.browser()
                .body(Map.of("skills", skills, "languages", languages, "limits", limits))
                .put(path)
                .then();
    }

    private static Map<String, Object> limit(Shop shop, int most) {
        return Map.of("accountId", shop.account().id().toString(), "most", most);
    }
}
