package dev.tributary.routing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RehearsalResourceTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ConversationService conversations;

    private final Shop shop = Shop.open();
    private final Colleague boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
    private final String path = "/api/stores/" + shop.store() + "/routing-policies";

    private int draft(String document) {
        return boss.browser()
                .body("{\"document\":" + document + "}")
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }

    private static Map<String, Object> lastHour() {
        var now = Instant.now().minusMillis(1);
        return Map.of("from", now.minusSeconds(3_600).toString(), "to", now.toString());
    }

    /** Of every table: its rows with everything in them, and which transaction wrote them. */
    private Map<String, String> everything() {
        return jdbi.withHandle(db -> {
            var all = new TreeMap<String, String>();
            var tables = db.createQuery(
                            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'login_session'")
                    .mapTo(String.class)
                    .list();
            for (var table : tables) {
                all.put(
                        table,
                        db.createQuery("SELECT count(*) || ' ' || coalesce(md5(string_agg(t.xmin || t::text, ',' "
                                        + "ORDER BY t::text)), '') FROM \"" + table + "\" t")
                                .mapTo(String.class)
                                .one());
            }
            return all;
        });
    }

    @Test
    void twoPoliciesStandBesideEachOtherAndNothingHasChanged() {
        var mina = shop.crowd(1).get(0);
        var waiting = shop.customersWrite(3);
        waiting.forEach(it -> conversations.assign(it, Optional.of(mina), mina));
        conversations.setStatus(waiting.get(0), ConversationStatus.RESOLVED, null, mina);
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO duty_history VALUES (?, now() - interval '2 hours', 'ON', true, 2)", mina.value()));
        // Nobody knows refunds.
        var version = draft("{\"rules\":[{\"name\":\"all\",\"skills\":[\"refunds\"]}]}");
        // Somebody else may write meanwhile, as whoever looks up names does, but not each time.
        await().untilAsserted(() -> {
            var before = everything();
            rehearse(version, mina);
            assertThat(everything()).isEqualTo(before);
        });
    }

    private void rehearse(int version, AgentId mina) {
        boss.browser()
                .body(lastHour())
                .post(path + "/" + version + "/rehearsals")
                .then()
                .statusCode(200)
                .body("today.version", equalTo(0))
                .body("today.conversations", equalTo(3))
                .body("today.assigned", equalTo(3))
                .body("today.shares.agentId", hasItem(mina.toString()))
                .body("today.waiting.histogram.seconds", contains(10, 60, 300, 900, 3600, 14400, 86400, null))
                .body("draft.version", equalTo(version))
                .body("draft.conversations", equalTo(3))
                .body("draft.neverAssigned", equalTo(3))
                .body("draft.fairness", equalTo(null));
    }

    @Test
    void aPeriodIsPastAndNotTooLong() {
        var version = draft("{}");
        var now = Instant.now();

        refused(version, now.plusSeconds(60), now.plusSeconds(120), "to");
        refused(version, now.minusSeconds(60), now.minusSeconds(60), "to");
        refused(version, now.minusSeconds(32 * 86_400L), now.minusSeconds(60), "from");
        boss.browser()
                .body("{}")
                .post(path + "/" + version + "/rehearsals")
                .then()
                .statusCode(400);
        boss.browser()
                .body(lastHour())
                .post(path + "/99/rehearsals")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-routing-policy"));
        shop.agent()
                .browser()
                .body(lastHour())
                .post(path + "/" + version + "/rehearsals")
                .then()
                .statusCode(403);
    }

    private void refused(int version, Instant from, Instant to, String field) {
        boss.browser()
                .body(Map.of("from", from.toString(), "to", to.toString()))
                .post(path + "/" + version + "/rehearsals")
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }
}
