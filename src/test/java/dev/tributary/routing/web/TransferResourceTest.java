package dev.tributary.routing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TransferResourceTest {

    @Inject
    Jdbi jdbi;

    private final Shop shop = Shop.open();
    private final Colleague mina = shop.agent();
    private final Colleague kai = shop.agent();
    private final ConversationId conversation = shop.customersWrite(1).get(0);

    @Test
    void aPersonsWordReachesSomebodyWhoIsOffDutyAndHasNoRoom() {
        jdbi.useHandle(db -> db.execute(
                "UPDATE agent_load SET capacity = 0 WHERE agent_id = ?",
                kai.id().value()));

        transfer(mina, Map.of("agentId", kai.id().value(), "note", "She wants a refund."))
                .statusCode(200)
                .body("assigneeId", equalTo(kai.id().toString()));

        assertThat(load(kai)).isOne();
        thread().body(
                        "items.findAll { it.type == 'ASSIGNED' }.system.assigneeId",
                        contains(kai.id().toString()))
                .body("items.findAll { it.direction == 'NOTE' }.text", contains("She wants a refund."))
                .body(
                        "items.findAll { it.direction == 'NOTE' }.author.id",
                        contains(mina.id().toString()));
        assertThat(outcomes()).containsExactly("TRANSFERRED");
    }

    @Test
    void handingItToWhoeverHasItChangesNothing() {
        transfer(mina, Map.of("agentId", kai.id().value()));
        transfer(mina, Map.of("agentId", kai.id().value(), "note", "again")).statusCode(200);

        assertThat(load(kai)).isOne();
        thread().body("items.findAll { it.type == 'ASSIGNED' }.size()", equalTo(1));
    }

    @Test
    void aTeamGetsItByTheQueueAndNotBackToWhoeverHadIt() {
        var team = team(shop, "Returns");
        take(mina);

        transfer(mina, Map.of("teamId", team)).statusCode(200).body("assigneeId", nullValue());

        assertThat(load(mina)).isZero();
        assertThat(passedOver()).containsExactly(mina.id().value());
        assertThat(queuedFor()).isEqualTo(team);
        thread().body(
                        "items.findAll { it.system?.team == 'Returns' }.system.by",
                        contains(mina.id().toString()));
    }

    @Test
    void onlyPeopleAndTeamsOfTheStoreAreGivenAnything() {
        var stranger = Shop.open().agent();
        var foreign = team(Shop.open(), "Theirs");

        problem(transfer(mina, Map.of("agentId", stranger.id().value())), 422, "unknown-assignee");
        problem(transfer(mina, Map.of("teamId", foreign)), 422, "unknown-receiving-team");
        problem(transfer(mina, Map.of()), 400, "invalid-request");
        problem(transfer(mina, Map.of("agentId", kai.id().value(), "teamId", foreign)), 400, "invalid-request");
    }

    @Test
    void aStoreMayWantToBeToldWhy() {
        Colleague.admin()
                .browser()
                .body(Map.of("transferNoteRequired", true))
                .patch("/api/stores/" + shop.store())
                .then()
                .statusCode(200)
                .body("transferNoteRequired", equalTo(true));
        mina.browser().get("/api/me").then().body("stores.transferNoteRequired", contains(true));

        problem(transfer(mina, Map.of("agentId", kai.id().value(), "note", "  ")), 422, "transfer-note-required");
        problem(assign(mina, kai), 422, "transfer-note-required");
        assign(mina, mina).statusCode(200);
        transfer(mina, Map.of("agentId", kai.id().value(), "note", "Speaks Thai"))
                .statusCode(200);
    }

    @Test
    void whoeverDoesNotWantItGivesItBackToWhoeverHadIt() {
        take(mina);
        transfer(mina, Map.of("agentId", kai.id().value()));

        refuse(kai, "I am in a call")
                .statusCode(200)
                .body("assigneeId", equalTo(mina.id().toString()));

        assertThat(load(mina)).isOne();
        assertThat(load(kai)).isZero();
        assertThat(passedOver()).containsExactly(kai.id().value());
        thread().body("items.system.refusal", hasItem("I am in a call"));
        assertThat(outcomes()).containsExactly("REFUSED", "TRANSFERRED");
        problem(refuse(kai, "again"), 409, "not-refusable");
        problem(refuse(mina, "nor do I"), 409, "not-refusable");
    }

    @Test
    void itGoesToTheQueueWhereNobodyHadItOrTheyWorkThereNoMore() {
        transfer(mina, Map.of("agentId", kai.id().value()));
        refuse(kai, "no").statusCode(200).body("assigneeId", nullValue());

        take(mina);
        transfer(mina, Map.of("agentId", kai.id().value()));
        jdbi.useHandle(db -> db.execute(
                "DELETE FROM store_member WHERE agent_id = ?", mina.id().value()));
        refuse(kai, "no").statusCode(200).body("assigneeId", nullValue());
        assertThat(passedOver()).containsExactly(kai.id().value());
    }

    @Test
    void whoeverHasAnsweredKeepsIt() {
        transfer(mina, Map.of("agentId", kai.id().value()));
        kai.browser()
                .body(Map.of("clientToken", "t", "type", "TEXT", "text", "Hello!"))
                .post(path() + "/messages")
                .then()
                .statusCode(201);

        problem(refuse(kai, "after all"), 409, "not-refusable");
    }

    @Test
    void whatIsGivenBackStaysWithWhoeverTookItMeanwhile() {
        transfer(mina, Map.of("agentId", kai.id().value()));
        take(mina);

        problem(refuse(kai, "late"), 409, "not-refusable");
        assertThat(load(mina)).isOne();
    }

    @Test
    void anAssignmentThatWasNoTransferIsNothingToHandBack() {
        take(kai);

        problem(refuse(kai, "no"), 409, "not-refusable");
    }

    @Test
    void aSupervisorMovesMuchAtOnce() {
        var boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
        var more = shop.customersWrite(4);
        more.forEach(it -> take(kai, it));
        take(kai);
        var outsider = Colleague.of(Role.SUPERVISOR);

        var body = Map.<String, Object>of(
                "store", shop.store().value(), "from", kai.id().value());
        problem(rebalance(kai, body), 403, "not-allowed");
        problem(rebalance(outsider, body), 404, "unknown-store");

        rebalance(boss, with(body, "conversations", List.of(more.get(0).value(), conversation.value())))
                .statusCode(200)
                .body("moved", equalTo(2));
        assertThat(load(kai)).isEqualTo(3);
        assertThat(passedOver()).containsExactly(kai.id().value());

        rebalance(boss, with(body, "agentId", mina.id().value()))
                .statusCode(200)
                .body("moved", equalTo(3));
        assertThat(load(kai)).isZero();
        assertThat(load(mina)).isEqualTo(3);
        rebalance(boss, with(body, "agentId", mina.id().value()))
                .statusCode(200)
                .body("moved", equalTo(0));
        assertThat(audited()).containsExactly("2 → queue", "3 → " + mina.id());
        // What was moved can be given back like anything that was handed on.
        mina.browser()
                .body(Map.of("reason", "too much"))
                .post("/api/conversations/" + more.get(1) + "/transfer/refusal")
                .then()
                .statusCode(200)
                .body("assigneeId", equalTo(kai.id().toString()));
    }

    @Test
    void onlyTheUnansweredAreMovedWhereThatIsWanted() {
        var boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
        var answered = shop.customersWrite(1).get(0);
        take(kai);
        take(kai, answered);
        kai.browser()
                .body(Map.of("clientToken", "t", "type", "TEXT", "text", "Hello!"))
                .post("/api/conversations/" + answered + "/messages")
                .then()
                .statusCode(201);

        rebalance(boss, Map.of("store", shop.store().value(), "from", kai.id().value(), "unansweredOnly", true))
                .body("moved", equalTo(1));
        assertThat(load(kai)).isOne();
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        var all = new HashMap<>(body);
        all.put(key, value);
        return all;
    }

    private ValidatableResponse assign(Colleague who, Colleague to) {
        return who.browser()
                .body(Map.of("agentId", to.id().value()))
                .put(path() + "/assignee")
                .then();
    }

    private ValidatableResponse transfer(Colleague who, Map<String, Object> body) {
        return who.browser().body(body).post(path() + "/transfer").then();
    }

    private ValidatableResponse refuse(Colleague who, String reason) {
        return who.browser()
                .body(Map.of("reason", reason))
                .post(path() + "/transfer/refusal")
                .then();
    }

    private static ValidatableResponse rebalance(Colleague who, Map<String, Object> body) {
        return who.browser().body(body).post("/api/routing/rebalancing").then();
    }

    private static void problem(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status).body("type", equalTo("/problems/" + slug));
    }

    private void take(Colleague who) {
        take(who, conversation);
    }

    private static void take(Colleague who, ConversationId conversation) {
        who.browser()
                .body(Map.of("agentId", who.id().value()))
                .put("/api/conversations/" + conversation + "/assignee")
                .then()
                .statusCode(200);
    }

    private UUID team(Shop of, String name) {
        var id = UUID.randomUUID();
        jdbi.useHandle(db ->
                db.execute("INSERT INTO team VALUES (?, ?, ?)", id, of.store().value(), name));
        return id;
    }

    private ValidatableResponse thread() {
        return kai.browser().get(path() + "/messages").then().statusCode(200);
    }

    private String path() {
        return "/api/conversations/" + conversation;
    }

    private int load(Colleague who) {
        return jdbi.withHandle(db -> db.createQuery("SELECT open_count FROM agent_load WHERE agent_id = ?")
                .bind(0, who.id().value())
                .mapTo(Integer.class)
                .one());
    }

    private UUID queuedFor() {
        return jdbi.withHandle(db -> db.createQuery("SELECT team_id FROM queue_entry WHERE conversation_id = ?")
                .bind(0, conversation.value())
                .mapTo(UUID.class)
                .one());
    }

    private List<String> audited() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT detail FROM audit_entry WHERE store_id = ? AND action = 'routing.rebalanced' ORDER BY at, id
                        """)
                .bind(0, shop.store().value())
                .mapTo(String.class)
                .list());
    }

    private Set<UUID> passedOver() {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT unnest(passed_over) FROM queue_entry WHERE conversation_id = ?")
                        .bind(0, conversation.value())
                        .mapTo(UUID.class)
                        .set());
    }

    private List<String> outcomes() {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT outcome FROM routing_decision WHERE conversation_id = ? AND outcome IN ('TRANSFERRED', 'REFUSED')
                        ORDER BY id DESC
                        """)
                .bind(0, conversation.value())
                .mapTo(String.class)
                .list());
    }
}
