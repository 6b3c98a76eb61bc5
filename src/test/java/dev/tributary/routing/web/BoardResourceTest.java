package dev.tributary.routing.web;

import static org.hamcrest.Matchers.contains;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BoardResourceTest {

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague boss = Colleague.of(Role.SUPERVISOR, shop.store().value());

    @Test
    void theQueueIsCountedByAccountAndByTeam() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var longest = now.minus(47, ChronoUnit.HOURS);
        var median = now.minus(5, ChronoUnit.HOURS);
        shop.arrive(shop.message("a", "hi", longest));
        shop.arrive(shop.message("b", "hi", median));
        shop.arrive(shop.message("c", "hi", now.minus(1, ChronoUnit.HOURS)));
        var team = UUID.randomUUID();
        jdbi.useHandle(db -> {
            db.execute(
                    "INSERT INTO team VALUES (?, ?, 'Returns')",
                    team,
                    shop.store().value());
            db.execute(
                    "INSERT INTO queue_entry (conversation_id, queued_at, team_id) VALUES (?, now(), ?)",
                    shop.conversation("a").value(),
                    team);
        });

        board().body("queue.length", equalTo(3))
                .body("queue.unanswered", equalTo(3))
                .body("queue.longestSince", equalTo(longest.toString()))
                .body("queue.medianSince", equalTo(median.toString()))
                .body("queue.closing", equalTo(1))
                .body("accounts.accountId", contains(shop.account().id().toString()))
                .body("accounts.queue.length", contains(3))
                .body("accounts[0].pausedAt", nullValue())
                .body("teams.name", contains(null, "Returns"))
                .body("teams.queue.length", contains(2, 1));
    }

    @Test
    void anEmptyStoreHasAnEmptyBoard() {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO routing_pause VALUES (?, ?, now())",
                shop.account().id().value(),
                boss.id().value()));

        board().body("queue.length", equalTo(0))
                .body("queue.longestSince", nullValue())
                .body("accounts.queue.length", contains(0))
                .body("accounts[0].pausedAt", notNullValue())
                .body("accounts[0].pausedBy", notNullValue());
    }

    @Test
    void peopleAreShownWithWhatTheyHaveHere() {
        var mina = shop.agent();
        var elsewhere = Shop.open();
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO store_member (store_id, agent_id) VALUES (?, ?)",
                elsewhere.store().value(),
                mina.id().value()));
        for (var it : new String[] {
            shop.customersWrite(1).get(0).toString(),
            elsewhere.customersWrite(1).get(0).toString()
        }) {
            mina.browser()
                    .body(Map.of("agentId", mina.id().value()))
                    .put("/api/conversations/" + it + "/assignee")
                    .then()
                    .statusCode(200);
        }

        var line = "agents.find { it.duty.agentId == '" + mina.id() + "' }.";
        board().body(line + "duty.openCount", equalTo(2))
                .body(line + "duty.load", equalTo(2.0f))
                .body(line + "open", equalTo(1))
                .body(line + "unanswered", equalTo(1))
                .body(line + "assignedLastHour", equalTo(0))
                .body(line + "seenAt", nullValue());
    }

    @Test
    void itIsForSupervisorsOfTheStore() {
        var path = "/api/routing/board?store=" + shop.store();
        shop.agent().browser().get(path).then().statusCode(403);
        Colleague.of(Role.SUPERVISOR, Shop.open().store().value())
                .browser()
                .get(path)
                .then()
                .statusCode(404);
        boss.browser().get("/api/routing/board").then().statusCode(400);
    }

    private ValidatableResponse board() {
        return boss.browser()
                .get("/api/routing/board?store=" + shop.store())
                .then()
                .statusCode(200);
    }
}
