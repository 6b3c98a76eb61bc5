package dev.tributary.conversation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScheduledReplyTest {

    @Inject
    Clock clock;

    private Colleague agent;
    private String messages;

    @BeforeEach
    void aCustomerWrites() {
        var shop = Shop.open();
        agent = shop.agent();
        var conversation = shop.customerWrites(UUID.randomUUID().toString(), "Is it in stock?");
        messages = "/api/conversations/" + conversation + "/messages";
    }

    @Test
    void aReplyIsWrittenForLaterAndTakenBack() {
        String reply = say(Map.of("sendAt", inOneHour()))
                .statusCode(201)
                .body("status", is("SCHEDULED"))
                .body("direction", is("OUTBOUND"))
                .extract()
                .path("id");

        agent.browser().delete(messages + "/" + reply).then().statusCode(204);

        agent.browser().get(messages).then().body("items.findAll { it.direction == 'OUTBOUND' }", empty());
        agent.browser().delete(messages + "/" + reply).then().statusCode(404);
    }

    @Test
    void aReplyIsHeldForAFewSeconds() {
        var before = clock.instant();

        String leavesAt = say(Map.of("holdSeconds", 20))
                .statusCode(201)
                .body("status", is("SCHEDULED"))
                .extract()
                .path("sentAt");

        assertThat(Instant.parse(leavesAt))
                .isBetween(before.plusSeconds(19), clock.instant().plusSeconds(20));
    }

    @Test
    void aTimeThatCannotBeMeantIsRefused() {
        say(Map.of("sendAt", clock.instant().plus(Duration.ofDays(31)).toString()))
                .statusCode(400)
                .body("errors.field", contains("sendAt"));
        say(Map.of("sendAt", inOneHour(), "holdSeconds", 5))
                .statusCode(400)
                .body("errors.field", contains("holdSeconds"));
        say(Map.of("holdSeconds", -1)).statusCode(400).body("errors.field", contains("holdSeconds"));
        say(Map.of("holdSeconds", 61)).statusCode(400).body("errors.field", contains("holdSeconds"));
        say(Map.of("sendAt", clock.instant().plus(Duration.ofHours(49)).toString()))
                .statusCode(409)
                .body("type", is("/problems/window-closed-then"));
    }

    private String inOneHour() {
        return clock.instant().plus(Duration.ofHours(1)).toString();
    }

    private ValidatableResponse say(Map<String, ?> when) {
        var body = new HashMap<String, Object>(when);
        body.put("clientToken", UUID.randomUUID().toString());
        body.put("type", "TEXT");
        body.put("text", "It is!");
        return agent.browser().body(body).post(messages).then();
    }
}
