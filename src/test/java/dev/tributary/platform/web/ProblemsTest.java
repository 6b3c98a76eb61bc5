package dev.tributary.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.Routes;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProblemsTest {

    private static final Map<String, Object> LOGIN = Map.of("email", "mina@example.com", "password", "violet kettle");
    private static final Map<String, Object> NEWCOMER =
            Map.of("email", "noor@example.com", "name", "Noor", "role", "AGENT", "password", Colleague.PASSWORD);

    @Test
    void theFrameworksRefusalsSpeakTheSameLanguage() {
        var mina = Colleague.agentOf();

        problem(given().get("/api/nothing/here"), 404, "not-found");
        problem(given().get("/hooks/nothing"), 404, "not-found");
        problem(mina.browser().put("/api/session"), 405, "method-not-allowed");
        problem(given().contentType("text/plain").body("{}").post("/api/session"), 415, "unsupported-media-type");
        problem(given().contentType("application/json").body("{").post("/api/session"), 400, "unreadable-body");
        problem(given().contentType("application/json").body("[1]").post("/api/session"), 400, "unreadable-body");
        problem(given().contentType("application/json").body("{} {}").post("/api/session"), 400, "unreadable-body");
        problem(given().contentType("application/json").post("/api/session"), 400, "invalid-request");
        problem(mina.browser().queryParam("limit", "many").get("/api/agents"), 400, "invalid-request");
        problem(mina.browser().queryParam("limit", 101).get("/api/agents"), 400, "invalid-request");
        problem(mina.browser().queryParam("after", "AAAA").get("/api/agents"), 400, "bad-cursor");
        problem(mina.browser().urlEncodingEnabled(false).get("/api/agents?after=%00"), 400, "invalid-request");
    }

    @Test
    void everyInvalidFieldIsNamed() {
        given().contentType("application/json")
                .body(Map.of("email", " ", "password", ""))
                .post("/api/session")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", contains("email", "password"));
    }

    @Test
    void s6AFieldThatIsNotDescribedIsRefused() {
        var admin = Colleague.admin();
        for (var extra : List.of("id", "accountId", "assigneeId", "status", "createdAt", "passwordHash")) {
            problem(admin.browser().body(with(NEWCOMER, extra, "x")).post("/api/agents"), 400, "unreadable-body")
                    .then()
                    .body("errors.field", contains(extra));
            problem(
                    admin.browser().body(Map.of(extra, "x")).patch("/api/agents/" + admin.id()),
                    400,
                    "unreadable-body");
        }
        problem(
                given().contentType("application/json")
                        .body(with(LOGIN, "role", "ADMIN"))
                        .post("/api/session"),
                400,
                "unreadable-body");
    }

    @Test
    void s8AnotherTypeInAScalarIsRefusedAndNamed() {
        var admin = Colleague.admin();
        for (var value : List.of(Map.of("$ne", ""), List.of("x"), 1, 1.5, true)) {
            for (var field : LOGIN.keySet()) {
                problem(
                                given().contentType("application/json")
                                        .body(with(LOGIN, field, value))
                                        .post("/api/session"),
                                400,
                                "unreadable-body")
                        .then()
                        .body("errors.field", contains(field))
                        .body("errors[0].message", equalTo("must be a string"));
            }
            for (var field : NEWCOMER.keySet()) {
                problem(admin.browser().body(with(NEWCOMER, field, value)).post("/api/agents"), 400, "unreadable-body");
            }
        }
        for (var value : List.of("true", 1, Map.of())) {
            problem(
                    admin.browser().body(Map.of("disabled", value)).patch("/api/agents/" + admin.id()),
                    400,
                    "unreadable-body");
        }
        problem(
                admin.browser().body("{\"name\":\"a\\u0000b\"}").patch("/api/agents/" + admin.id()),
                400,
                "unreadable-body");
        problem(admin.browser().body(Map.of("name", "x", "expiresAt", 1)).post("/api/tokens"), 400, "unreadable-body");
    }

    @Test
    void everyAnswerTellsBrowsersWhatToRefuse() {
        for (var path : List.of("/api/me", "/api/nothing", "/q/health/live", "/nothing")) {
            var answer = given().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("script-src 'self';", "object-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Strict-Transport-Security")).isNull();
        }
        assertThat(given().get("/api/me").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void everyRouteButTheFewBeforeLoginAsksWhoCalls() {
        assertThat(Routes.all())
                .filteredOn(it -> it.template().startsWith("/api/"))
                .filteredOn(it -> !it.template().equals("/api/setup")
                        && !it.toString().equals("POST /api/session")
                        // The server asks itself there, to find out whether it is the one at its public address.
                        && !it.template().equals("/api/checklist/probes/{nonce}"))
                .isNotEmpty()
                .allSatisfy(route -> problem(
                        given().contentType("application/json").body("{}").request(route.method(), route.path()),
                        401,
                        "not-logged-in"));
    }

    @Test
    void s28OddHeadersNeverCrashTheServer() {
        var random = new Random(28);
        var mina = Colleague.agentOf();
        var names = List.of(
                "User-Agent",
                "Accept",
                "Accept-Language",
                "Authorization",
                "X-CSRF-TOKEN",
                "Origin",
                "Idempotency-Key",
                "X-Forwarded-For",
                "Content-Type",
                "If-None-Match",
                "Range",
                "Sec-Fetch-Site");
        for (var i = 0; i < 300; i++) {
            var request = given().cookie("tributary-session", random.nextBoolean() ? mina.secret() : odd(random));
            for (var name : names) {
                if (random.nextInt(3) == 0 && !name.equals("Content-Type")) {
                    request.header(name, odd(random));
                }
            }
            var answer = random.nextBoolean() ? request.get("/api/me") : request.post("/api/session");
            assertThat(answer.statusCode()).as("run %d", i).isLessThan(500);
        }
    }

    private static String odd(Random random) {
        var odd = List.of(
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Basic eA==",
                "null",
                "*/*;q=",
                "%00",
                "\\",
                "=;=;",
                "x".repeat(2_000),
                "é",
                "{}",
                "../..",
                "bytes=0-,-1");
        return odd.get(random.nextInt(odd.size())) + (random.nextBoolean() ? (char) (33 + random.nextInt(90)) : "");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static Response problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status));
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.asString()).doesNotContainPattern("dev\\.tributary|java\\.|Exception|jackson");
        return answer;
    }
}
