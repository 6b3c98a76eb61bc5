package dev.tributary.routing.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.conversation.ConversationId;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExplanationResourceTest {

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague mina = shop.agent();
    private ConversationId conversation = new ConversationId(UUID.randomUUID());

    /** Nothing of the account is given away, so that nothing is decided but what a test says. */
    @BeforeEach
    void routingRests() {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO routing_pause VALUES (?, ?, now())",
                shop.account().id().value(),
                mina.id().value()));
        conversation = shop.customersWrite(1).get(0);
    }

    @Test
    void agentsStandBesideHowTheyWereJudgedThoseWhoMightHaveHadItFirst() {
        var li = UUID.randomUUID();
        var wang = UUID.randomUUID();
        var round = round("""
                [{"id": "%s", "name": "Li", "duty": "ON", "dutySince": "2026-03-01T08:00:00Z", "connected": true,
                    "seenAt": "2026-03-01T11:59:50Z", "capacity": 800, "skills": ["returns"]},
                 {"id": "%s", "name": "Wang", "duty": "OFF", "dutySince": "2026-03-01T18:00:00Z", "connected": false,
                    "capacity": 600},
                 {"id": "%s", "name": "Mina", "duty": "ON", "dutySince": "2026-03-01T08:00:00Z", "connected": true,
                    "capacity": 800}]
                """.formatted(li, wang, mina.id()));
        decide(round, "ASSIGNED", mina.id().value(), "[\"LAST_SERVED\"]", "9 800 800 2 0 0 0 300 300");

        mina.browser()
                .get(path())
                .then()
                .statusCode(200)
                .body("items.outcome", contains("ASSIGNED"))
                .body("items[0].rule", equalTo("Thai"))
                .body("items[0].policyVersion", equalTo(3))
                .body("items[0].agentId", equalTo(mina.id().toString()))
                .body("items[0].agentName", notNullValue())
                .body("items[0].reasons", contains("LAST_SERVED"))
                .body("items[0].candidates.name", contains("Mina", "Li", "Wang"))
                .body("items[0].candidates.verdict", contains("ELIGIBLE", "AT_CAPACITY", "OFF_DUTY"))
                .body("items[0].candidates.load", contains(300, 800, 0))
                .body("items[0].candidates.capacity", contains(800, 800, 600))
                .body("items[0].candidates[2].dutySince", equalTo("2026-03-01T18:00:00.000Z"))
                .body("items[0].candidates[2].seenAt", nullValue())
                .body("items[0].others", equalTo(0));
    }

    @Test
    void theNewestComeFirstAPageAtATime() {
        for (var i = 0; i < 12; i++) {
            decide(round("[]"), "NOBODY", null, "[]", "");
        }

        var first = mina.browser().get(path()).then().body("items", hasSize(10)).extract();
        mina.browser()
                .get(path() + "?after=" + first.<String>path("next"))
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("queue", nullValue())
                .body("next", nullValue());
    }

    @Test
    void whatWaitsSaysForWhomAndWhetherItsAccountRests() {
        var team = UUID.randomUUID();
        jdbi.useHandle(db -> {
            db.execute(
                    "INSERT INTO team VALUES (?, ?, 'Returns')",
                    team,
                    shop.store().value());
            db.execute(
                    "INSERT INTO queue_entry (conversation_id, queued_at, team_id) VALUES (?, now(), ?)",
                    conversation.value(),
                    team);
        });

        mina.browser().get(path()).then().body("queue.team", equalTo("Returns")).body("queue.pausedAt", notNullValue());

        mina.browser()
                .body(Map.of("agentId", mina.id().value()))
                .put("/api/conversations/" + conversation + "/assignee")
                .then()
                .statusCode(200);
        mina.browser().get(path()).then().body("queue", nullValue());
    }

    @Test
    void whereNothingWasDecidedNothingIsTold() {
        mina.browser().get(path()).then().statusCode(200).body("items", empty());
        Shop.open().agent().browser().get(path()).then().statusCode(404);
    }

    private String path() {
        return "/api/conversations/" + conversation + "/routing";
    }

    private UUID round(String agents) {
        var id = UUID.randomUUID();
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO routing_round VALUES (?, ?, now(), 3, ?::jsonb)",
                id,
                shop.store().value(),
                agents));
        return id;
    }

    private void decide(UUID round, String outcome, @Nullable UUID agent, String reasons, String candidates) {
        jdbi.useHandle(db -> db.execute(
                """
                INSERT INTO routing_decision (id, store_id, conversation_id, at, round_id, rule, outcome, agent_id, reasons,
                    candidates)
                VALUES (?, ?, ?, now(), ?, 'Thai', ?, ?, ?::jsonb, ?)
                """,
                UUID.randomUUID(),
                shop.store().value(),
                conversation.value(),
                round,
                outcome,
                agent,
                reasons,
                candidates));
    }
}
