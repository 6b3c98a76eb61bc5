package dev.tributary.conversation.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ParticipantsTest {

    private final Shop shop = Shop.open();
    private final Colleague mina = shop.agent();
    private final Colleague kai = shop.agent();
    private final String path = "/api/conversations/" + shop.customersWrite(1).get(0);

    @Test
    void whoeverJoinsTakesPartWithoutTakingIt() {
        assign(mina);

        kai.browser()
                .put(path + "/participants/me")
                .then()
                .statusCode(200)
                .body("assigneeId", equalTo(mina.id().toString()))
                .body("participants", contains(kai.id().toString()));
        kai.browser()
                .put(path + "/participants/me")
                .then()
                .body("participants", contains(kai.id().toString()));

        mina.browser().get(path).then().body("participants", contains(kai.id().toString()));
        kai.browser()
                .get("/api/conversations?participant=me&status=OPEN")
                .then()
                .statusCode(200)
                .body("items.unread", contains(1));
        kai.browser()
                .get("/api/counts")
                .then()
                .body("participating.value", equalTo(1))
                .body("mine.value", equalTo(0));
        mina.browser().get("/api/conversations?participant=me").then().body("items", empty());
    }

    @Test
    void whatOneLooksAfterIsNoLongerJustTakenPartIn() {
        kai.browser().put(path + "/participants/me").then().statusCode(200);
        kai.browser().get("/api/counts").then().body("participating.value", equalTo(1));

        assign(kai);

        kai.browser().get("/api/conversations?participant=me").then().body("items", empty());
        kai.browser()
                .get("/api/counts")
                .then()
                .body("participating.value", equalTo(0))
                .body("mine.value", equalTo(1));
    }

    @Test
    void whoeverLeavesIsGone() {
        kai.browser().put(path + "/participants/me").then().statusCode(200);

        kai.browser().delete(path + "/participants/me").then().statusCode(200).body("participants", empty());
        kai.browser().delete(path + "/participants/me").then().statusCode(200);
        kai.browser().get("/api/conversations?participant=me").then().body("items", empty());
        kai.browser().get("/api/conversations?participant=" + mina.id()).then().statusCode(400);
    }

    private void assign(Colleague who) {
        who.browser()
                .body(Map.of("agentId", who.id().value()))
                .put(path + "/assignee")
                .then()
                .statusCode(200);
    }
}
