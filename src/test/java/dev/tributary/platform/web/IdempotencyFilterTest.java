package dev.tributary.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IdempotencyFilterTest {

    @Inject
    Jdbi jdbi;

    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameWriteIsAnsweredTheSameAndDoneOnce() {
        var admin = Colleague.admin();
        var body = newcomer();

        var first = create(admin, body);
        var second = create(admin, body);

        first.then().statusCode(201);
        second.then().statusCode(201).contentType("application/json");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aRefusalIsAnsweredAgainToo() {
        var admin = Colleague.admin();
        var body = newcomer();
        admin.browser().body(body).post("/api/agents").then().statusCode(201);

        var first = create(admin, body);
        var second = create(admin, body);

        first.then().statusCode(409).body("type", equalTo("/problems/email-taken"));
        second.then().statusCode(409).contentType("application/problem+json");
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void anotherWriteUnderTheSameKeyIsRefused() {
        var admin = Colleague.admin();
        create(admin, newcomer()).then().statusCode(201);

        create(admin, newcomer()).then().statusCode(422).body("type", equalTo("/problems/idempotency-key-reused"));
        admin.browser()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "X"))
                .patch("/api/agents/" + admin.id())
                .then()
                .statusCode(422);
    }

    @Test
    void keysOfDifferentPeopleDoNotMeet() {
        create(Colleague.admin(), newcomer()).then().statusCode(201);

        create(Colleague.admin(), newcomer()).then().statusCode(201);
    }

    @Test
    void aKeyIsNewAgainAfterADay() {
        var admin = Colleague.admin();
        create(admin, newcomer()).then().statusCode(201);
        jdbi.useHandle(db ->
                db.execute("UPDATE idempotent_answer SET created_at = now() - interval '25 hours' WHERE key = ?", key));

        create(admin, newcomer()).then().statusCode(201);
    }

    @Test
    void manyAtOnceAreDoneOnce() throws Exception {
        var admin = Colleague.admin();
        var body = newcomer();
        Callable<Response> call = () -> create(admin, body);
        var browsers = Executors.newFixedThreadPool(8);
        try {
            var answers = browsers.invokeAll(
                    IntStream.range(0, 8).mapToObj(it -> call).toList());
            for (var it : answers) {
                assertThat(it.get().statusCode()).isIn(201, 409);
                if (it.get().statusCode() == 409) {
                    assertThat(it.get().<String>path("type")).isEqualTo("/problems/request-in-progress");
                }
            }
        } finally {
            browsers.shutdownNow();
        }
        create(admin, body).then().statusCode(201);
    }

    private Response create(Colleague admin, Map<String, Object> body) {
        return admin.browser().header("Idempotency-Key", key).body(body).post("/api/agents");
    }

    private static Map<String, Object> newcomer() {
        return Map.of(
                "email",
                UUID.randomUUID() + "@example.com",
                "name",
                "Noor",
                "role",
                "AGENT",
                "password",
                Colleague.PASSWORD);
    }
}
