package dev.tributary.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Routes;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CsrfTest {

    private static final List<String> BEFORE_LOGIN = List.of("POST /api/session", "POST /api/setup");

    @Test
    void s14NoStateChangingRouteTakesTheFormOfAnotherSite() {
        var victim = Colleague.admin();

        assertThat(Routes.changingState()).isNotEmpty().allSatisfy(route -> {
            var answer = given().cookie("tributary-session", victim.secret())
                    .header("Origin", "https://evil.example")
                    .contentType("text/plain")
                    .body("{\"name\":\"x\"}")
                    .request(route.method(), route.path());
            assertThat(answer.statusCode()).isEqualTo(403);
        });
    }

    @Test
    void s14NoStateChangingRouteTrustsTheCookieAlone() {
        var victim = Colleague.admin();

        assertThat(Routes.changingState())
                .filteredOn(it -> !BEFORE_LOGIN.contains(it.toString()))
                .isNotEmpty()
                .allSatisfy(route -> victim.withoutProof()
                        .body("{}")
                        .request(route.method(), route.path())
                        .then()
                        .statusCode(403)
                        .body("type", equalTo("/problems/csrf-proof-missing")));
        victim.browser().get("/api/me").then().statusCode(200);
    }

    @Test
    void s14AnotherSessionsProofIsNone() {
        var victim = Colleague.agentOf();
        var theirOwn = given().contentType("application/json")
                .body(Map.of("email", Colleague.agentOf().agent().email(), "password", Colleague.PASSWORD))
                .post("/api/session")
                .cookie("csrf-token");

        for (var forged : List.of(theirOwn, "", "null", victim.secret())) {
            victim.withoutProof()
                    .cookie("csrf-token", forged)
                    .header("X-CSRF-TOKEN", forged)
                    .body(Map.of("theme", "dark"))
                    .patch("/api/me/settings")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void s14WhatTheBrowserSaysAboutTheSiteIsBelieved() {
        var victim = Colleague.agentOf();

        for (var site : List.of("cross-site", "same-site", "nonsense")) {
            victim.browser()
                    .header("Sec-Fetch-Site", site)
                    .body(Map.of("theme", "dark"))
                    .patch("/api/me/settings")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/foreign-origin"));
        }
        victim.browser()
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", "http://localhost:" + RestAssured.port)
                .body(Map.of("theme", "dark"))
                .patch("/api/me/settings")
                .then()
                .statusCode(200);
    }

    @Test
    void s14NobodyIsLoggedInByAnotherSite() {
        given().contentType("application/json")
                .header("Sec-Fetch-Site", "cross-site")
                .body(Map.of("email", "attacker@example.com", "password", "x"))
                .post("/api/session")
                .then()
                .statusCode(403);
    }

    @Test
    void aBearerCallNeedsNoProofEvenWithACookieBesideIt() {
        var mina = Colleague.agentOf();

        mina.program()
                .cookie("tributary-session", mina.secret())
                .body(Map.of("theme", "dark"))
                .patch("/api/me/settings")
                .then()
                .statusCode(200);
    }
}
