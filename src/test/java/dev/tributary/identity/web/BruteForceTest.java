package dev.tributary.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BruteForceTest {

    private static final int ALLOWED = 10;

    @Test
    void s18GuessingIsLimitedThoughTheForwardedAddressIsAnotherEachTime() {
        var mina = Colleague.agentOf();
        for (var i = 0; i < ALLOWED; i++) {
            guess(mina, "guess " + i, "203.0.113." + i).then().statusCode(401);
        }

        var refused = guess(mina, Colleague.PASSWORD, "203.0.113.200");

        refused.then().statusCode(429).body("type", equalTo("/problems/too-many-attempts"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 91);
        assertThat(refused.asString()).doesNotContain("203.0.113");
    }

    private static Response guess(Colleague who, String password, String forwardedFor) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", forwardedFor)
                .header("CF-Connecting-IP", forwardedFor)
                .header("Forwarded", "for=" + forwardedFor)
                .body(Map.of("email", who.agent().email(), "password", password))
                .post("/api/session");
    }
}
