package dev.tributary.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.tributary.identity.Scope;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void aTokenWorksWithoutCookiesAndProofUntilItIsRevoked() {
        var mina = Colleague.admin();
        var made = mina.browser().body(Map.of("name", "robot")).post("/api/tokens");
        made.then()
                .statusCode(201)
                .body("token", matchesPattern("trb_[\\w-]{43}"))
                .body("scopes", contains("read", "write", "admin"))
                .body("expiresAt", equalTo(null));
        String token = made.path("token");
        given().auth().oauth2(token).get("/api/me").then().statusCode(200);
        mina.browser().get("/api/tokens").then().body("items", hasSize(1)).body("items[0].token", equalTo(null));

        mina.browser().delete("/api/tokens/" + made.path("id")).then().statusCode(204);

        given().auth().oauth2(token).get("/api/me").then().statusCode(401);
        mina.browser().get("/api/tokens").then().body("items", hasSize(0));
    }

    @Test
    void onlyAHashOfATokenIsStored() {
        var mina = Colleague.agentOf();
        var token = mina.token();

        var rows = jdbi.withHandle(db -> db.select(
                        "SELECT t::text || encode(token_hash, 'escape') FROM api_token t WHERE agent_id = ?",
                        mina.id().value())
                .mapTo(String.class)
                .list());

        assertThat(rows).hasSize(1).noneMatch(it -> it.contains(token) || it.contains(token.substring(4)));
    }

    @Test
    void anExpiredTokenIsNone() {
        var mina = Colleague.agentOf();
        var token = mina.token();
        jdbi.useHandle(db -> db.execute(
                "UPDATE api_token SET expires_at = now() - interval '1 second' WHERE agent_id = ?",
                mina.id().value()));

        given().auth().oauth2(token).get("/api/me").then().statusCode(401);
        mina.browser()
                .body(Map.of("name", "robot", "expiresAt", "2020-01-01T00:00:00.000Z"))
                .post("/api/tokens")
                .then()
                .statusCode(400)
                .body("errors.field", contains("expiresAt"));
    }

    @Test
    void scopesLimitWhatATokenMayDo() {
        var mina = Colleague.admin();
        var settings = Map.of("theme", "dark");

        mina.program(Scope.READ).get("/api/me").then().statusCode(200);
        mina.program(Scope.READ)
                .body(settings)
                .patch("/api/me/settings")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/scope-missing"));
        mina.program(Scope.READ, Scope.WRITE)
                .body(settings)
                .patch("/api/me/settings")
                .then()
                .statusCode(200);
        mina.program(Scope.READ, Scope.WRITE)
                .body(Map.of("name", "Renamed"))
                .patch("/api/agents/" + mina.id())
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/not-allowed"));
        mina.program()
                .body(Map.of("name", "Renamed"))
                .patch("/api/agents/" + mina.id())
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyGetsAScopeBeyondTheRoleAndNoTokenMakesAnother() {
        var mina = Colleague.agentOf();

        mina.browser()
                .body(Map.of("name", "robot", "scopes", List.of("admin")))
                .post("/api/tokens")
                .then()
                .statusCode(400)
                .body("errors.field", contains("scopes"));
        mina.program()
                .body(Map.of("name", "child"))
                .post("/api/tokens")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/session-required"));
    }

    @Test
    void anothersTokenLooksLikeNoToken() {
        var mina = Colleague.agentOf();
        String id =
                mina.browser().body(Map.of("name", "robot")).post("/api/tokens").path("id");
        var noor = Colleague.agentOf();

        var foreign = noor.browser().delete("/api/tokens/" + id);
        var missing = noor.browser().delete("/api/tokens/" + UUID.randomUUID());
        var rubbish = noor.browser().delete("/api/tokens/rubbish");

        foreign.then().statusCode(404);
        assertThat(missing.asString()).isEqualTo(foreign.asString());
        assertThat(rubbish.asString()).isEqualTo(foreign.asString());
    }

    @Test
    void aTokenIsNotKeptForARepeatedRequest() {
        var mina = Colleague.agentOf();
        var key = UUID.randomUUID().toString();
        var request = Map.of("name", "robot");
        String token = mina.browser()
                .header("Idempotency-Key", key)
                .body(request)
                .post("/api/tokens")
                .path("token");

        mina.browser()
                .header("Idempotency-Key", key)
                .body(request)
                .post("/api/tokens")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/secret-shown-once"));

        mina.browser().get("/api/tokens").then().body("items", hasSize(1));
        var kept = jdbi.withHandle(
                db -> db.select("SELECT convert_from(body, 'UTF8') FROM idempotent_answer WHERE key = ?", key)
                        .mapTo(String.class)
                        .one());
        assertThat(kept).doesNotContain(token);
    }
}
