package dev.tributary.reporting;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.identity.Role;
import dev.tributary.store.AccountService;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CockpitTest {

    @Inject
    HealthWatch watch;

    @Inject
    AccountService accounts;

    private Watched it;
    private Colleague supervisor;

    @BeforeEach
    void openAShop() {
        it = Watched.open();
        supervisor = Colleague.of(Role.SUPERVISOR, it.store().value());
    }

    @Test
    void onePageTellsHowEveryAccountIsDoing() {
        it.repliesBecame("SENT", "NULL", 4);
        it.repliesBecame("DELIVERED", "NULL", 1);
        it.repliesBecame("FAILED", "'40064'", 2);
        it.repliesBecame("FAILED", "NULL", 1);
        it.repliesBecame("UNCERTAIN", "NULL", 1);
        it.repliesBecame("QUEUED", "NULL", 2);
        it.webhookCame("INSERT INTO raw_event_waiting (event_id, next_attempt_at)"
                + " SELECT id, now() + interval '1 day' FROM came");
        it.sql("INSERT INTO recovery_hour VALUES (:account, :store, date_trunc('hour', now(), 'UTC'), 7, 2, 3, 1, 1, 0,"
                + " now(), NULL)");
        it.sql("INSERT INTO reconciliation (account_id, store_id, due_at, cause, last_cause, last_began_at,"
                + " last_ended_at, last_outcome) VALUES (:account, :store, now(), 'SCHEDULED', 'BOUND', now(), now(),"
                + " 'PARTIAL')");
        watch.look();

        supervisor
                .browser()
                .get("/api/cockpit")
                .then()
                .statusCode(200)
                .body("checkedAt", notNullValue())
                .body("stores.id", contains(it.store().toString()))
                .body("stores[0].unavailable.feature", contains("SHOP_CHAT", "ORDERS", "RETURNS"))
                .body("stores[0].unavailable.reason", everyItem(is("NOT_CONNECTED")))
                .body("subscriptions.eventType", contains("DIRECT_MESSAGE", "COMMENT"))
                .body("subscriptions.checkedAt", everyItem(nullValue()))
                .body("server.parked", notNullValue())
                .rootPath("stores[0].accounts[0]")
                .body("account.id", is(it.account().id().toString()))
                .body("account.alerts.kind", contains("BACKLOG", "SENDS_FAILING"))
                .body("account.health", is("WARNING"))
                .body("events.lastDirectMessageAt", notNullValue())
                .body("events.lastCommentAt", nullValue())
                .body("events.usualGapSeconds", nullValue())
                .body("events.silent", is(false))
                .body("backlog.waiting", is(1))
                .body("token.failures", is(0))
                .body("sends.sent", is(5))
                .body("sends.failed", is(3))
                .body("sends.uncertain", is(1))
                .body("sends.waiting", is(2))
                .body("sends.codes.code", contains("40064", "OTHER"))
                .body("recovery.byWebhook", is(7))
                .body("recovery.cut", is(1))
                .body("readBack.outcome", is("PARTIAL"))
                .body("readBack.running", is(false));
    }

    @Test
    void aFullyManagedStoreIsToldWhatItCannotHave() {
        it.sql("UPDATE store SET operation_mode = 'FULLY_MANAGED' WHERE id = :store");

        supervisor
                .browser()
                .get("/api/cockpit?store=" + it.store())
                .then()
                .body("stores[0].unavailable.reason", everyItem(is("FULLY_MANAGED")));
    }

    @Test
    void anAccountIsToldHourByHour() {
        it.repliesBecame("SENT", "NULL", 2);
        it.sql(
                "INSERT INTO recovery_hour VALUES (:account, :store, date_trunc('hour', now(), 'UTC') - interval '2 hours',"
                        + " 7, 2, 3, 1, 1, 0)");

        supervisor
                .browser()
                .get(account("/health?hours=48"))
                .then()
                .statusCode(200)
                .body("sends.hours", is(48))
                .body("hours.sent", contains(2, 0))
                .body("hours.byWebhook", contains(0, 7));
        supervisor.browser().get(account("/health?hours=337")).then().statusCode(400);
    }

    @Test
    void theTimelineGoesBackPageByPage() {
        accounts.disconnected(it.account().id(), "withdrawn");
        it.sql("UPDATE account SET state = 'CONNECTED' WHERE id = :account");
        watch.look();
        it.repliesBecame("FAILED", "NULL", 3);
        watch.look();

        var first = supervisor
                .browser()
                .get("/api/alerts?limit=1&store=" + it.store())
                .then()
                .statusCode(200);
        first.body("items.kind", contains("SENDS_FAILING")).body("items[0].clearedAt", nullValue());
        supervisor
                .browser()
                .get("/api/alerts?limit=1&store=" + it.store() + "&after="
                        + first.extract().path("next"))
                .then()
                .body("items.kind", contains("NEEDS_RECONNECT"))
                .body("items[0].args.reason", is("withdrawn"))
                .body("items[0].clearedAt", notNullValue())
                .body("next", nullValue());
        supervisor
                .browser()
                .get("/api/alerts?state=CLEARED&account=" + it.account().id())
                .then()
                .body("items.kind", contains("NEEDS_RECONNECT"));
    }

    @Test
    @Tag("S5")
    void nobodySeesHowAnotherStoreIsDoing() {
        accounts.disconnected(it.account().id(), "withdrawn");
        var stranger = Colleague.of(Role.SUPERVISOR, Watched.open().store().value());

        stranger.browser()
                .get("/api/cockpit")
                .then()
                .body("stores.id", not(hasItem(it.store().toString())));
        stranger.browser().get("/api/cockpit?store=" + it.store()).then().statusCode(404);
        stranger.browser().get(account("/health")).then().statusCode(404);
        stranger.browser().get("/api/alerts").then().body("items", empty());
        stranger.browser().get("/api/alerts?store=" + it.store()).then().statusCode(404);
        stranger.browser()
                .get("/api/alerts?account=" + it.account().id())
                .then()
                .statusCode(404);
    }

    @Test
    void agentsDoNotSeeTheCockpit() {
        var agent = Colleague.agentOf(it.store().value());

        agent.browser().get("/api/cockpit").then().statusCode(403);
        agent.browser().get("/api/cockpit?store=" + it.store()).then().statusCode(403);
        agent.browser().get(account("/health")).then().statusCode(403);
        agent.browser().get("/api/alerts").then().statusCode(403);
    }

    @Test
    void unbindingLeavesNothingWrong() {
        accounts.disconnected(it.account().id(), "withdrawn");
        var admin = Colleague.admin();

        admin.browser().delete(account("")).then().statusCode(204);

        admin.browser().get(account("/health")).then().statusCode(200).body("account.alerts", hasSize(0));
        admin.browser()
                .get("/api/alerts?state=OPEN&account=" + it.account().id())
                .then()
                .body("items", empty());
    }

    private String account(String path) {
        return "/api/accounts/" + it.account().id() + path;
    }
}
