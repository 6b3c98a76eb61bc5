package dev.tributary.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.oneOf;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SessionResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void loggingInAnswersWhoOneIsAndGivesBothCookies() {
        var mina = Colleague.supervisor();

        var answer = logIn(mina, Colleague.PASSWORD);

        answer.then()
                .statusCode(200)
                .body("id", equalTo(mina.id().toString()))
                .body("role", equalTo("SUPERVISOR"))
                .body("roles", contains("AGENT", "SUPERVISOR"))
                .body("stores", hasSize(0))
                .body("settings", equalTo(Map.of()));
        var session = answer.detailedCookie("tributary-session");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(session.getPath()).isEqualTo("/");
        assertThat(answer.detailedCookie("csrf-token").isHttpOnly()).isFalse();
    }

    @Test
    void theCookiesOfALoginWorkUntilLogout() {
        var mina = Colleague.agentOf();
        var cookies = logIn(mina, Colleague.PASSWORD).cookies();
        given().cookies(cookies)
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(mina.agent().email()));

        var logout = given().cookies(cookies)
                .header("X-CSRF-TOKEN", cookies.get("csrf-token"))
                .delete("/api/session");

        logout.then().statusCode(204);
        assertThat(logout.detailedCookie("tributary-session").getMaxAge()).isZero();
        given().cookies(cookies)
                .get("/api/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-logged-in"));
    }

    @Test
    void withoutACredentialTheAnswerIsAProblemAndNoChallenge() {
        var answer = given().get("/api/me");

        answer.then().statusCode(401).body("type", equalTo("/problems/not-logged-in"));
        assertThat(answer.header("WWW-Authenticate")).isNull();
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        var wrong = logIn(Colleague.agentOf(), "not the password");
        var unknown = logIn("nobody@example.com", "not the password");

        wrong.then().statusCode(401).body("type", equalTo("/problems/wrong-credentials"));
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void aDisabledAgentCannotLogInAndLosesEverySession() {
        var leaver = Colleague.agentOf();
        leaver.browser().get("/api/me").then().statusCode(200);
        var program = leaver.program();

        Colleague.admin()
                .browser()
                .body(Map.of("disabled", true))
                .patch("/api/agents/" + leaver.id())
                .then()
                .statusCode(200)
                .body("disabled", equalTo(true));

        leaver.browser().get("/api/me").then().statusCode(401);
        program.get("/api/me").then().statusCode(401);
        logIn(leaver, Colleague.PASSWORD).then().statusCode(401);
    }

    @Test
    void anotherRoleEndsTheSessionsOfTheOldOne() {
        var mina = Colleague.agentOf();
        mina.browser().get("/api/me").then().statusCode(200);

        Colleague.admin()
                .browser()
                .body(Map.of("role", "SUPERVISOR"))
                .patch("/api/agents/" + mina.id())
                .then()
                .statusCode(200);

        mina.browser().get("/api/me").then().statusCode(401);
    }

    @Test
    void s17TheSessionIsNewAtLoginAndTheOneBeforeIsOver() {
        var mina = Colleague.agentOf();

        var answer = given().cookie("tributary-session", mina.secret())
                .contentType(ContentType.JSON)
                .body(Map.of("email", mina.agent().email(), "password", Colleague.PASSWORD))
                .post("/api/session");

        answer.then().statusCode(200);
        assertThat(answer.cookie("tributary-session"))
                .isNotEqualTo(mina.secret())
                .hasSizeGreaterThanOrEqualTo(43);
        mina.browser().get("/api/me").then().statusCode(401);
    }

    @Test
    void s17AnOfferedSessionIdIsNeverTakenOver() {
        var planted = "A".repeat(43);
        var mina = Colleague.agentOf();

        given().cookie("tributary-session", planted)
                .contentType(ContentType.JSON)
                .body(Map.of("email", mina.agent().email(), "password", Colleague.PASSWORD))
                .post("/api/session")
                .then()
                .statusCode(200);

        given().cookie("tributary-session", planted).get("/api/me").then().statusCode(401);
    }

    @Test
    void s17AllOtherSessionsDieAtAPasswordChange() {
        var here = Colleague.agentOf();
        var there = here.inAnotherBrowser();
        there.browser().get("/api/me").then().statusCode(200);

        here.browser()
                .body(Map.of("current", Colleague.PASSWORD, "replacement", "green kettle 43"))
                .put("/api/me/password")
                .then()
                .statusCode(204);

        there.browser().get("/api/me").then().statusCode(401);
        here.browser().get("/api/me").then().statusCode(200);
        logIn(here, Colleague.PASSWORD).then().statusCode(401);
        logIn(here, "green kettle 43").then().statusCode(200);
    }

    @Test
    void aPasswordIsChangedOnlyByWhoeverKnowsItAndNotToOneThatIsGuessedFirst() {
        var mina = Colleague.agentOf();

        mina.browser()
                .body(Map.of("current", "wrong", "replacement", "green kettle 43"))
                .put("/api/me/password")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/wrong-password"));
        for (var bad : List.of(
                "short",
                "Password123",
                "aaaaaaaaaa",
                "x".repeat(129),
                mina.agent().email())) {
            mina.browser()
                    .body(Map.of("current", Colleague.PASSWORD, "replacement", bad))
                    .put("/api/me/password")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("replacement"));
        }
    }

    @Test
    void sessionsAreListedAndEndedByTheirOwnerOnly() {
        var mina = Colleague.agentOf();
        var elsewhere = mina.inAnotherBrowser();
        var list = mina.browser().get("/api/me/sessions");
        list.then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.findAll { it.current }", hasSize(1))
                .body("items[0].createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("next", equalTo(null));
        String other = list.path("items.find { !it.current }.id");

        Colleague.agentOf().browser().delete("/api/me/sessions/" + other).then().statusCode(404);
        elsewhere.browser().get("/api/me").then().statusCode(200);
        mina.browser().delete("/api/me/sessions/" + other).then().statusCode(204);

        elsewhere.browser().get("/api/me").then().statusCode(401);
    }

    @Test
    void aSessionThatWasIdleTooLongIsOver() {
        var mina = Colleague.agentOf();
        jdbi.useHandle(db -> db.execute(
                "UPDATE login_session SET expires_at = now() - interval '1 second' WHERE agent_id = ?",
                mina.id().value()));

        mina.browser().get("/api/me").then().statusCode(401);
    }

    @Test
    void useProlongsASessionButNeverBeyondItsAbsoluteEnd() {
        var mina = Colleague.agentOf();
        jdbi.useHandle(db -> db.execute("""
                UPDATE login_session SET created_at = now() - interval '6 days 23 hours',
                    last_seen_at = now() - interval '2 hours', expires_at = now() + interval '10 minutes'
                WHERE agent_id = ?
                """, mina.id().value()));

        mina.browser().get("/api/me").then().statusCode(200);

        var seen = jdbi.withHandle(
                db -> db.select("""
                        SELECT expires_at = created_at + interval '7 days' AND last_seen_at > now() - interval '1 minute'
                        FROM login_session WHERE agent_id = ?
                        """, mina.id().value()).mapTo(boolean.class).one());
        assertThat(seen).isTrue();
    }

    @Test
    void s19NoSpellingOfAnAddressGetsByTheGuards() {
        var mina = Colleague.agentOf();
        for (var path : List.of(
                "/%61pi/me/settings",
                "//api/me/settings",
                "/api//me/settings",
                "/api/./me/settings",
                "/api/me/settings/",
                "/api/me/settings;x=1",
                "/api;x=1/me/settings",
                "/api/me%2Fsettings",
                "/api/me/settings%3Bx",
                "/API/me/settings",
                "/x/../api/me/settings",
                "/api/me/%73ettings")) {
            given().urlEncodingEnabled(false)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .patch(path)
                    .then()
                    .statusCode(oneOf(400, 401, 404, 405));
            mina.withoutProof()
                    .urlEncodingEnabled(false)
                    .body("{}")
                    .patch(path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void neitherSessionsNorTheirProofAreFoundInTheDatabase() {
        var mina = Colleague.agentOf();

        var stored = jdbi.withHandle(db -> db.select(
                        "SELECT encode(id_hash, 'base64') || encode(id_hash, 'escape') FROM login_session WHERE agent_id = ?",
                        mina.id().value())
                .mapTo(String.class)
                .list());

        assertThat(stored)
                .isNotEmpty()
                .noneMatch(it -> it.contains(mina.secret().substring(0, 16)));
    }

    private static Response logIn(Colleague who, String password) {
        return logIn(who.agent().email(), password);
    }

    private static Response logIn(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/session");
    }
}
