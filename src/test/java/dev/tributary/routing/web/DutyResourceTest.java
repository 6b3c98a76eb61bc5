package dev.tributary.routing.web;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DutyResourceTest {

    private final Shop shop = Shop.open();

    @Test
    void somebodyNewIsOffDutyAndTurnsItOnThemselves() {
        var mina = shop.agent();
        mina.browser()
                .get("/api/me/duty")
                .then()
                .statusCode(200)
                .body("duty", equalTo("OFF"))
                .body("capacity", equalTo(8));

        mina.browser()
                .body(Map.of("duty", "ON"))
                .put("/api/me/duty")
                .then()
                .statusCode(200)
                .body("agentId", equalTo(mina.id().toString()))
                .body("duty", equalTo("ON"))
                .body("since", notNullValue())
                .body("openCount", equalTo(0));
    }

    @Test
    void theListHoldsThePeopleOfMyStores() {
        var mina = shop.agent();
        var stranger = Shop.open().agent();

        mina.browser()
                .get("/api/duties")
                .then()
                .statusCode(200)
                .body("items.agentId", hasItem(mina.id().toString()))
                .body("items.agentId", not(hasItem(stranger.id().toString())));
    }

    @Test
    void capacityIsSetBySupervisorsOfTheSameStore() {
        var mina = shop.agent();
        var boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
        var path = "/api/agents/" + mina.id() + "/capacity";

        boss.browser()
                .body(Map.of("capacity", 3))
                .put(path)
                .then()
                .statusCode(200)
                .body("capacity", equalTo(3));
        boss.browser().body(Map.of("capacity", 1001)).put(path).then().statusCode(400);
        mina.browser().body(Map.of("capacity", 3)).put(path).then().statusCode(403);
        Colleague.of(Role.SUPERVISOR)
                .browser()
                .body(Map.of("capacity", 3))
                .put(path)
                .then()
                .statusCode(404);
    }

    @Test
    void takingTheNextNeedsNoDutyAndGivesTheOneThatWaitedLongest() {
        var waiting = shop.customersWrite(2);
        var mina = shop.agent();

        mina.browser()
                .post("/api/conversations/next?store=" + shop.store())
                .then()
                .statusCode(200)
                .body("id", equalTo(waiting.get(0).toString()))
                .body("assigneeId", equalTo(mina.id().toString()));
        mina.browser()
                .post("/api/conversations/next")
                .then()
                .statusCode(200)
                .body("id", equalTo(waiting.get(1).toString()));
        mina.browser().post("/api/conversations/next").then().statusCode(204);
        mina.browser()
                .post("/api/conversations/next?store=" + Shop.open().store())
                .then()
                .statusCode(404);
    }
}
