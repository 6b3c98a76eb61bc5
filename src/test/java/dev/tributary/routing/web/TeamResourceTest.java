package dev.tributary.routing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.AgentChange;
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
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TeamResourceTest {

    @Inject
    Jdbi jdbi;

    @Inject
    AgentService agents;

    private final Shop shop = Shop.open();
    private final Colleague boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
    private final Colleague mina = shop.agent();
    private final Colleague chen = shop.agent();
    private final String teams = "/api/stores/" + shop.store() + "/teams";

    @Test
    void supervisorsMakeTeamsAndEverybodyOfTheStoreSeesThem() {
        create("Thai", mina).statusCode(201).body("name", equalTo("Thai")).body("members", contains(id(mina)));
        create("After-sales", mina, chen).statusCode(201);

        chen.browser()
                .get(teams)
                .then()
                .statusCode(200)
                .body("items.name", contains("After-sales", "Thai"))
                .body("items[0].members", containsInAnyOrder(id(mina), id(chen)))
                .body("items[0].storeId", equalTo(shop.store().toString()));
        mina.browser().body(body("Mine", mina)).post(teams).then().statusCode(403);
    }

    @Test
    void aTeamIsRenamedAndItsPeopleAreReplaced() {
        var team = created("Thai", mina);

        change(boss, team, "ไทย", chen)
                .statusCode(200)
                .body("name", equalTo("ไทย"))
                .body("members", contains(id(chen)));
        // The same again, and in other letters.
        change(boss, team, "ไทย", chen).statusCode(200);
        change(boss, team, "THAI").statusCode(200).body("members", empty());
        change(mina, team, "Mine", mina).statusCode(403);
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        created("Thai", mina);
        var other = created("Vietnamese", chen);

        create(" THAI ", chen).statusCode(409).body("type", equalTo("/problems/team-name-taken"));
        change(boss, other, "thai", chen).statusCode(409).body("type", equalTo("/problems/team-name-taken"));
        // Another store's teams are another matter.
        var elsewhere = Shop.open();
        Colleague.of(Role.SUPERVISOR, elsewhere.store().value())
                .browser()
                .body(body("Thai"))
                .post("/api/stores/" + elsewhere.store() + "/teams")
                .then()
                .statusCode(201);
    }

    @Test
    void onlyPeopleWhoSeeTheStoreAreInItsTeams() {
        var stranger = Shop.open().agent();

        create("Thai", stranger)
                .statusCode(422)
                .body("type", equalTo("/problems/not-of-the-store"))
                .body("detail", containsString(id(stranger)));
        create("Thai", Colleague.admin()).statusCode(201);
    }

    @Test
    void whoLosesTheStoreOrIsDisabledDoesNotCountUntilTheyAreBack() {
        created("Thai", mina, chen);

        agents.change(boss.id(), mina.id(), new AgentChange(null, null, true, null));
        agents.change(boss.id(), chen.id(), new AgentChange(null, null, null, List.of()));
        boss.browser().get(teams).then().body("items[0].members", empty());

        agents.change(boss.id(), mina.id(), new AgentChange(null, null, false, null));
        boss.browser().get(teams).then().body("items[0].members", contains(id(mina)));
    }

    @Test
    void aTeamThatTheActivePolicyNamesStays() {
        var team = created("Thai", mina);
        var spare = created("Spare", mina);
        policy(
                1,
                "{\"rules\": [{\"name\": \"all\", \"overflow\": {\"after\": \"PT5M\", \"team\": \"%s\"}}]}",
                team,
                true);
        policy(2, "{\"rules\": [{\"name\": \"all\", \"team\": \"%s\"}]}", spare, false);

        delete(boss, team)
                .statusCode(409)
                .body("type", equalTo("/problems/team-in-policy"))
                .body("detail", containsString("routing policy"));
        delete(mina, spare).statusCode(403);
        // A draft holds nothing back: it is checked when it is made the active one.
        delete(boss, spare).statusCode(204);
        delete(boss, spare).statusCode(404).body("type", equalTo("/problems/unknown-team"));
        boss.browser().get(teams).then().body("items.name", contains("Thai"));
    }

    @Test
    void anotherStoresTeamIsAnsweredLikeOneThatIsNotThere() {
        var team = created("Thai", mina);
        var stranger = Colleague.of(Role.SUPERVISOR, Shop.open().store().value());

        for (var id : List.of(team, UUID.randomUUID().toString(), "none")) {
            change(stranger, id, "Mine").statusCode(404).body("type", endsWith("unknown-team"));
            delete(stranger, id).statusCode(404).body("type", endsWith("unknown-team"));
        }
        stranger.browser().get(teams).then().statusCode(404);
        boss.browser().get(teams).then().body("items.name", contains("Thai"));
    }

    @Test
    void itIsToldToTheStoreOnceForEachChange() {
        var team = created("Thai", mina);
        change(boss, team, "Thai", mina);
        change(boss, team, "Thai", chen);
        delete(boss, team).statusCode(204);

        var told = jdbi.withHandle(db -> db.createQuery(
                        "SELECT count(*) FROM change WHERE store_id = :store AND type = 'team.changed' AND subject_id = :team")
                .bind("store", shop.store().value())
                .bind("team", UUID.fromString(team))
                .mapTo(Integer.class)
                .one());
        assertThat(told).isEqualTo(3);
    }

    private void policy(int version, String document, String team, boolean active) {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO routing_policy (store_id, version, document, active, created_by, created_at, activated_at)"
                        + " VALUES (?, ?, ?::jsonb, ?, ?, now(), CASE WHEN ? THEN now() END)",
                shop.store().value(),
                version,
                document.formatted(team),
                active,
                boss.id().value(),
                active));
    }

    private String created(String name, Colleague... members) {
        return create(name, members).statusCode(201).extract().path("id");
    }

    private ValidatableResponse create(String name, Colleague... members) {
        return boss.browser().body(body(name, members)).post(teams).then();
    }

    private static ValidatableResponse change(Colleague by, String team, String name, Colleague... members) {
        return by.browser().body(body(name, members)).put("/api/teams/" + team).then();
    }

    private static ValidatableResponse delete(Colleague by, String team) {
        return by.browser().delete("/api/teams/" + team).then();
    }

    private static Map<String, Object> body(String name, Colleague... members) {
        return Map.of(
                "name",
                name,
                "members",
                Stream.of(members).map(TeamResourceTest::id).toList());
    }

    private static String id(Colleague colleague) {
        AgentId id = colleague.id();
        return id.toString();
    }
}
