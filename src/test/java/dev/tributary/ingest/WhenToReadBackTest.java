package dev.tributary.ingest;

import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.SimulatorControl;
import dev.tributary.testing.TestDatabase;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What has an account read back, how often, and what stops it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(ReadingAccountsBack.class)
class WhenToReadBackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatorControl simulator =
            new SimulatorControl(ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class));

    @Inject
    Accounts accounts;

    @Inject
    Reconciler reconciler;

    @Inject
    ReconciliationRows rows;

    private Colleague admin;
    private UUID store;
    private String handle;
    private BoundAccount shop;

    @BeforeEach
    void openAShop() {
        admin = Colleague.admin();
        store = Given.aStore().value();
        handle = name("shop");
        shop = connected(handle);
    }

    @AfterEach
    void heal() {
        simulator.healFaults();
    }

    @Test
    void anAccountIsReadBackOnceItIsConnectedAndOnceMoreWhenItIsConnectedAgain() {
        // connected() has waited for it.
        assertThat(report(shop).getString("run.cause")).isEqualTo("BOUND");
        assertThat(nextIn(shop)).isBetween(Duration.ofHours(5), Duration.ofHours(6));
        assertThat(lists(shop)).isEqualTo(2);

        says("do you ship?");
        reconnect();

        await().atMost(PATIENCE).until(() -> texts(shop), List.of("do you ship?")::equals);
        ended(shop, "BOUND", "COMPLETE");
        assertThat(lists(shop)).isEqualTo(4);
    }

    @Test
    void everyAccountThatWasNotJustReadIsReadBackOnceAfterAStart() {
        var other = connected(name("shop"));
        sql("UPDATE reconciliation SET last_began_at = now() - interval '1 hour' WHERE account_id = ?", shop);
        says("do you ship?");

        reconciler.started(new StartupEvent());

        ended(shop, "STARTED", "COMPLETE");
        assertThat(texts(shop)).containsExactly("do you ship?");
        assertThat(nextIn(shop)).isGreaterThan(Duration.ofHours(5));
        assertThat(report(other).getString("run.cause"))
                .as("has rested for less than 10m")
                .isEqualTo("BOUND");
        assertThat(nextIn(other)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    void anAccountIsReadBackOnScheduleAndOnlyWhatChangedSince() {
        says("do you ship?");
        due(shop);

        ended(shop, "SCHEDULED", "COMPLETE");
        assertThat(texts(shop)).containsExactly("do you ship?");
        var contents = calls(shop, "business/message/content/list/");
        sql("UPDATE reconciliation SET complete_until = now() + interval '1 hour' WHERE account_id = ?", shop);
        var before = began(shop);
        due(shop);

        await().atMost(PATIENCE)
                .until(() -> !began(shop).equals(before) && !report(shop).getBoolean("run.running"));
        assertThat(calls(shop, "business/message/content/list/")).isEqualTo(contents);
    }

    @Test
    void anAccountThatIsQuietForLongerThanItEverIsIsReadBackOnceAnHour() {
        var lively = connected(name("shop"));
        var occasional = connected(name("shop"));
        rhythm(shop, 5, 13 * 24);
        rhythm(lively, 0, 13 * 24);
        rhythm(occasional, 5, 20);
        // The nights are long every day: nothing unusual.
        var sleeper = connected(name("shop"));
        for (var day = 0; day < 5; day++) {
            rhythm(sleeper, 24 * day + 12, 24 * day + 23);
        }
        assertThat(rows.silent()).contains(shop.id()).doesNotContain(lively.id(), occasional.id(), sleeper.id());
        sql("UPDATE reconciliation SET last_began_at = now() - interval '2 hours' WHERE account_id = ?", shop);
        says("do you ship?");

        reconciler.listen();
        ended(shop, "SILENT", "COMPLETE");
        assertThat(texts(shop)).containsExactly("do you ship?");

        reconciler.listen();
        assertThat(nextIn(shop)).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
    }

    @Test
    @Tag("F69")
    void whatAServerThatDiedWasReadingIsTakenUpByAnother() {
        says("do you ship?");
        sql(
                "UPDATE reconciliation SET held_until = now() - interval '1 second', last_cause = 'BOUND',"
                        + " last_began_at = now() - interval '3 minutes' WHERE account_id = ?",
                shop);

        await().atMost(PATIENCE).until(() -> texts(shop), List.of("do you ship?")::equals);
        ended(shop, "BOUND", "COMPLETE");
        assertThat(nextIn(shop)).isGreaterThan(Duration.ofHours(5));
    }

    @Test
    void anAccountOfWhichTwoSawDifferentThingsIsRequestedOnce() {
        var renamed = new BoundAccount(
                shop.id(), shop.store(), shop.platform(), shop.externalId(), "renamed", null, "learned-since");
        sql("UPDATE reconciliation SET due_at = now() + interval '1 hour' WHERE account_id = ?", shop);
        says("do you ship?");

        rows.request(List.of(shop, renamed), Cause.SUSPECTED, Duration.ZERO);

        ended(shop, "SUSPECTED", "COMPLETE");
        assertThat(texts(shop)).containsExactly("do you ship?");
    }

    @Test
    void whoeverTookOverIsNotDisturbedByTheOneThatWasTakenForDead() {
        sql(
                "UPDATE reconciliation SET due_at = now() + interval '1 hour', held_until = now() + interval '1 hour',"
                        + " last_began_at = now() WHERE account_id = ?",
                shop);
        var dead = new ReconciliationRows.Claim(
                shop.id(), Cause.SCHEDULED, null, Instant.parse("2026-03-01T12:00:00Z"), 0);

        assertThat(rows.hold(dead, Duration.ofMinutes(2))).isFalse();
        rows.ended(dead, ReconciliationRows.Outcome.COMPLETE, null);
        rows.broken(dead, "late", Duration.ZERO);
        rows.giveBack(dead);

        assertThat(report(shop).getBoolean("run.running")).isTrue();
        sql("UPDATE reconciliation SET held_until = NULL WHERE account_id = ?", shop);
    }

    @Test
    void aBreakerDoublesItsPauseWhichNoSuspicionShortens() {
        simulator.post("faults", Map.of("mode", "CODE", "code", 51065, "openId", shop.externalId()));
        due(shop);
        ended(shop, "SCHEDULED", "BROKEN");
        assertThat(nextIn(shop)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));

        var first = began(shop);
        due(shop);
        await().atMost(PATIENCE)
                .until(() -> !began(shop).equals(first) && !report(shop).getBoolean("run.running"));
        assertThat(nextIn(shop)).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));

        rows.request(List.of(shop), Cause.SUSPECTED, Duration.ZERO);
        assertThat(nextIn(shop)).isGreaterThan(Duration.ofMinutes(18));

        simulator.healFaults();
        rows.request(List.of(shop), Cause.ASKED, Duration.ZERO);
        ended(shop, "ASKED", "COMPLETE");
    }

    @Test
    void aWishToReadEverythingIsNotForgottenOverASuspicion() {
        sql("UPDATE reconciliation SET cause = 'BOUND', due_at = now() + interval '1 hour' WHERE account_id = ?", shop);

        rows.request(List.of(shop), Cause.SUSPECTED, Duration.ZERO);

        ended(shop, "BOUND", "COMPLETE");
    }

    @Test
    @Tag("F80")
    void afterTooManyCallsTheAccountRestsForFiveMinutes() {
        simulator.post("faults", Map.of("mode", "CODE", "code", 40100, "openId", shop.externalId()));
        var before = calls(shop, "");
        due(shop);

        ended(shop, "SCHEDULED", "BROKEN");
        assertThat(nextIn(shop)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(calls(shop, "") - before).isEqualTo(1);
    }

    @Test
    @Tag("F87")
    void aTokenThatIsRefusedIsRenewedOnceThenTheAccountAsksForAPersonAndGoesOnAfterwards() {
        says("do you ship?");
        simulator.post(
                "faults",
                Map.of(
                        "endpoint",
                        "business/message/content/list/",
                        "mode",
                        "CODE",
                        "code",
                        40105,
                        "openId",
                        shop.externalId()));
        var other = connected(name("shop"));
        var renewals = renewals();
        due(shop);

        ended(shop, "SCHEDULED", "DISCONNECTED");
        assertThat(renewals() - renewals).isEqualTo(1);
        assertThat(state(shop)).isEqualTo("NEEDS_RECONNECT");
        assertThat(state(other)).isEqualTo("CONNECTED");
        assertThat(texts(shop)).isEmpty();

        simulator.healFaults();
        reconnect();
        await().atMost(PATIENCE).until(() -> texts(shop), List.of("do you ship?")::equals);
        ended(shop, "BOUND", "COMPLETE");
    }

    @Test
    @Tag("F82")
    void anAccountThatNobodyAnswersForDoesNotHoldUpAnother() {
        var other = connected(name("shop"));
        simulator.post("faults", Map.of("mode", "SLOW", "delayMillis", 4_000, "openId", other.externalId()));
        says("do you ship?");
        rows.request(List.of(shop, other), Cause.ASKED, Duration.ZERO);

        ended(shop, "ASKED", "COMPLETE");
        assertThat(texts(shop)).containsExactly("do you ship?");
        assertThat(report(other).getBoolean("run.running")).isTrue();
        simulator.healFaults();
        ended(other, "ASKED", "COMPLETE");
    }

    private BoundAccount connected(String name) {
        simulator.post("accounts", Map.of("handle", name));
        simulator.connect(admin, store, name);
        var account = accounts.all().stream()
                .filter(it -> name.equals(it.handle()))
                .findFirst()
                .orElseThrow();
        ended(account, "BOUND", "COMPLETE");
        return account;
    }

    private void reconnect() {
        var before = began(shop);
        simulator.connect(admin, store, handle);
        await().atMost(PATIENCE).until(() -> !began(shop).equals(before));
    }

    /** Whether webhooks came in the hours between so many hours ago. */
    private static void rhythm(BoundAccount account, int from, int to) {
        jdbi().useHandle(db -> db.execute(
                "INSERT INTO recovery_hour (account_id, store_id, hour, by_webhook)"
                        + " SELECT ?, ?, date_trunc('hour', now()) - make_interval(hours => h), 1"
                        + " FROM generate_series(?, ?) AS h",
                account.id().value(),
                account.store().value(),
                from,
                to));
    }

    private static void due(BoundAccount account) {
        sql("UPDATE reconciliation SET due_at = now() WHERE account_id = ?", account);
    }

    private static void sql(String sql, BoundAccount account) {
        jdbi().useHandle(db -> db.execute(sql, account.id().value()));
    }

    private void ended(BoundAccount account, String cause, String outcome) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var run = report(account);
            assertThat(run.getString("run.cause")).isEqualTo(cause);
            assertThat(run.getBoolean("run.running")).isFalse();
            assertThat(run.getString("run.outcome"))
                    .as(run.getString("run.failure"))
                    .isEqualTo(outcome);
        });
    }

    private JsonPath report(BoundAccount account) {
        return admin.browser()
                .get("/api/accounts/" + account.id() + "/recovery")
                .jsonPath();
    }

    private String began(BoundAccount account) {
        return report(account).getString("run.beganAt");
    }

    /** By the database's clock. */
    private static Duration nextIn(BoundAccount account) {
        return Duration.ofSeconds(number(
                "SELECT extract(epoch FROM due_at - now())::bigint FROM reconciliation WHERE account_id = ?",
                account.id().value()));
    }

    private static String state(BoundAccount account) {
        return jdbi().withHandle(db -> db.select(
                        "SELECT state FROM account WHERE id = ?", account.id().value())
                .mapTo(String.class)
                .one());
    }

    /** Two for each time that the account is read: one for each kind of conversations. */
    private int lists(BoundAccount account) {
        return calls(account, "business/message/conversation/list/");
    }

    private int calls(BoundAccount account, String path) {
        return simulator
                .get("calls?limit=5000")
                .getList("findAll { it.account == '" + account.externalId() + "' && it.endpoint.contains('" + path
                        + "') }")
                .size();
    }

    private int renewals() {
        return simulator
                .get("calls?limit=5000")
                .getList("findAll { it.endpoint.contains('refresh_token') }")
                .size();
    }

    private static List<String> texts(BoundAccount account) {
        return jdbi().withHandle(
                        db -> db.createQuery("SELECT text FROM message WHERE account_id = ? ORDER BY sent_at, id")
                                .bind(0, account.id().value())
                                .mapTo(String.class)
                                .list());
    }

    private void says(String text) {
        var customer = name("kari");
        simulator.post("customers", Map.of("handle", customer));
        simulator.post("messages", Map.of("account", handle, "customer", customer, "text", text));
    }

    private static String name(String of) {
        return of + UUID.randomUUID().toString().substring(0, 8);
    }
}
