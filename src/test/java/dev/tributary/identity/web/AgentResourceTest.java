package dev.tributary.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AgentResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void onlyAnAdminAddsPeople() {
        Colleague.supervisor()
                .browser()
                .body(newcomer())
                .post("/api/agents")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/not-allowed"));

        Colleague.admin()
                .browser()
                .body(newcomer())
                .post("/api/agents")
                .then()
                .statusCode(201)
                .body("role", equalTo("AGENT"))
                .body("storeIds", hasSize(0));
    }

    @Test
    void anAddressBelongsToOnePersonHoweverItIsSpelt() {
        var admin = Colleague.admin();
        var request = newcomer();
        admin.browser().body(request).post("/api/agents").then().statusCode(201);
        request.computeIfPresent("email", (key, it) -> it.toString().toUpperCase(Locale.ROOT));

        admin.browser()
                .body(request)
                .post("/api/agents")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/email-taken"));
    }

    @Test
    void theListIsPagedToItsEndWithoutRepeating() {
        var admin = Colleague.admin();
        for (var i = 0; i < 5; i++) {
            Colleague.agentOf();
        }
        var seen = new ArrayList<String>();
        String next = null;
        do {
            var request = admin.browser().queryParam("limit", 2);
            JsonPath page = (next == null ? request : request.queryParam("after", next))
                    .get("/api/agents")
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);

        var everybody = jdbi.withHandle(db ->
                db.createQuery("SELECT count(*) FROM agent").mapTo(int.class).one());
        assertThat(seen).doesNotHaveDuplicates().hasSize(everybody);
    }

    @Test
    void theLastAdminCanNeitherBeDisabledNorDemoted() {
        var admin = Colleague.admin();
        var others = "role = 'ADMIN' AND id <> ? AND coalesce(disabled_at, 'epoch') = ";
        jdbi.useHandle(db -> db.execute(
                "UPDATE agent SET disabled_at = '2000-01-01Z' WHERE " + others + "'epoch'",
                admin.id().value()));
        try {
            for (var change : List.of(Map.of("disabled", true), Map.of("role", "AGENT"))) {
                admin.browser()
                        .body(change)
                        .patch("/api/agents/" + admin.id())
                        .then()
                        .statusCode(409)
                        .body("type", equalTo("/problems/last-admin"));
            }
            admin.browser().get("/api/me").then().statusCode(200).body("role", equalTo("ADMIN"));
        } finally {
            jdbi.useHandle(db -> db.execute(
                    "UPDATE agent SET disabled_at = NULL WHERE " + others + "'2000-01-01Z'",
                    admin.id().value()));
        }
    }

    @Test
    void whoIsNotThereIsNotFoundWhateverTheId() {
        var admin = Colleague.admin();

        var missing = admin.browser().body(Map.of("name", "X")).patch("/api/agents/" + UUID.randomUUID());
        var rubbish = admin.browser().body(Map.of("name", "X")).patch("/api/agents/rubbish");

        missing.then().statusCode(404).body("type", equalTo("/problems/unknown-agent"));
        assertThat(rubbish.asString()).isEqualTo(missing.asString());
    }

    @Test
    void settingsMergeAndKnownOnesAreChecked() {
        var mina = Colleague.agentOf();
        mina.browser()
                .body("{\"theme\":\"dark\",\"pane\":{\"width\":3}}")
                .patch("/api/me/settings")
                .then()
                .statusCode(200);

        mina.browser()
                .body("{\"theme\":null,\"locale\":\"zh-CN\"}")
                .patch("/api/me/settings")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("locale", "zh-CN", "pane", Map.of("width", 3))));

        mina.browser()
                .body("{\"theme\":{\"a\":1}}")
                .patch("/api/me/settings")
                .then()
                .statusCode(400)
                .body("errors.field", contains("theme"));
    }

    @Test
    void whatIsDoneToPeopleIsAudited() {
        var admin = Colleague.admin();
        String id = admin.browser().body(newcomer()).post("/api/agents").path("id");
        admin.browser().body(Map.of("disabled", true)).patch("/api/agents/" + id);

        var actions = jdbi.withHandle(db -> db.select(
                        "SELECT action FROM audit_entry WHERE agent_id = ? AND subject = ? ORDER BY at, id",
                        admin.id().value(),
                        id)
                .mapTo(String.class)
                .list());

        assertThat(actions).containsExactly("agent.created", "agent.changed");
    }

    private static Map<String, Object> newcomer() {
        return new HashMap<>(Map.of(
                "email",
                "new-" + UUID.randomUUID() + "@example.com",
                "name",
                "Noor",
                "role",
                "AGENT",
                "password",
                Colleague.PASSWORD));
    }
}
