package dev.tributary.ingest;

import static dev.tributary.testing.IngestTester.arrives;
import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.settled;
import static dev.tributary.testing.IngestTester.stored;
import static dev.tributary.testing.IngestTester.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.store.AccountBound;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.ConfiguredTikTok;
import dev.tributary.testing.Hook;
import dev.tributary.testing.IngestTester;
import dev.tributary.testing.Payload;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that cannot be applied: they hold up nobody, they are not lost, and a person can have them tried again. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ConfiguredTikTok.class)
class ParkedEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Event<AccountBound> bound;

    @Inject
    ParkedEvents parked;

    @Inject
    MeterRegistry meters;

    private final Colleague admin = Colleague.admin();

    @AfterEach
    void heal() {
        jdbi().useHandle(db -> db.execute("DROP TRIGGER IF EXISTS test_poison ON message"));
    }

    /** From now on no message can be stored whose text begins so. */
    private static void poison(String beginning) {
        jdbi().useHandle(db -> {
            db.execute("""
                    CREATE OR REPLACE FUNCTION test_poison() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'poisoned by the test'; END $$
                    """);
            db.execute("CREATE TRIGGER test_poison BEFORE INSERT ON message FOR EACH ROW WHEN (starts_with(NEW.text, '"
                    + beginning + "')) EXECUTE FUNCTION test_poison()");
        });
    }

    private static byte[] message(WebhookShop shop, int number, String text) {
        return Payload.message(shop, "c" + number % 20, "m" + number, text).bytes();
    }

    private static List<byte[]> messages(WebhookShop shop, int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(it -> message(shop, it, text + it))
                .toList();
    }

    @Test
    @Tag("F32")
    void anEventOfAnAccountThatNobodyBoundWaitsForItsBinding() {
        var shop = WebhookShop.withoutAccount();
        var event = Payload.message(shop, "c", "m", "anybody there?");

        assertThat(Hook.deliver(event.bytes())).isEqualTo(200);
        assertThat(settled(event.bytes()).reason()).contains(shop.openId()).contains("Connect it");
        admin.browser()
                .get("/api/admin/parked-events?limit=1")
                .then()
                .body("items[0].account", equalTo(shop.openId()))
                .body("items[0].body", equalTo(event.text()));

        shop.bind();
        QuarkusTransaction.requiringNew().run(() -> bound.fire(new AccountBound(shop.bound(null))));

        await().atMost(PATIENCE).until(() -> texts(shop), List.of("anybody there?")::equals);
        assertThat(settled(event.bytes()).outcome()).isEqualTo("APPLIED");
    }

    @Test
    @Tag("F32")
    void anEventParkedWhileItsAccountWasBeingBoundIsFoundLater() {
        var shop = WebhookShop.withoutAccount();
        var event = Payload.message(shop, "c", "m", "anybody there?");
        assertThat(Hook.deliver(event.bytes())).isEqualTo(200);
        settled(event.bytes());
        shop.bind();

        parked.replayOfBound();

        await().atMost(PATIENCE).until(() -> texts(shop), List.of("anybody there?")::equals);
    }

    @Test
    @Tag("F32")
    void anEventOfAnAccountThatWasUnboundIsParkedAndNotShown() {
        var shop = WebhookShop.open();
        jdbi().useHandle(db ->
                db.execute("UPDATE account SET state = 'UNBOUND', unbound_at = now() WHERE id = ?", shop.account()));

        var event = Payload.message(shop, "c", "m", "hello").bytes();
        assertThat(Hook.deliver(event)).isEqualTo(200);

        assertThat(settled(event).outcome()).isEqualTo("PARKED");
        assertThat(texts(shop)).isEmpty();
    }

    @Test
    @Tag("F32")
    void aReplayThatCannotHelpParksAgainAndTellsUnknownOnesApart() {
        var event = Payload.message(WebhookShop.unbound(), "c", "m", "hello").bytes();
        assertThat(Hook.deliver(event)).isEqualTo(200);
        var id = settled(event).id();

        admin.browser()
                .post("/api/admin/parked-events/" + id + "/replay")
                .then()
                .statusCode(202);
        assertThat(settled(event).outcome()).isEqualTo("PARKED");

        for (var unknown : List.of("0", "-1", "99999999999", "x", "99999999999999999999999")) {
            admin.browser()
                    .post("/api/admin/parked-events/" + unknown + "/replay")
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/unknown-parked-event"));
        }
        Colleague.supervisor()
                .browser()
                .post("/api/admin/parked-events/" + id + "/replay")
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("F53")
    void onePoisonedEventAmongAThousandIsParkedAndHoldsUpNobody() {
        var shop = WebhookShop.open();
        poison("poison " + shop.account());
        var events = new ArrayList<>(messages(shop, 999, "hello "));
        var poisoned = message(shop, 999, "poison " + shop.account());
        events.add(500, poisoned);

        assertThat(Hook.deliverAtOnce(events)).containsOnly(200);

        await().atMost(PATIENCE).until(() -> IngestTester.messages(shop) == 999);
        assertThat(settled(poisoned)).satisfies(it -> {
            assertThat(it.outcome()).isEqualTo("PARKED");
            assertThat(it.reason()).contains("poisoned by the test");
        });

        heal();
        admin.browser()
                .post("/api/admin/parked-events/" + settled(poisoned).id() + "/replay")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE).until(() -> IngestTester.messages(shop) == 1_000);
    }

    @Test
    @Tag("F54")
    void whenNothingCanBeAppliedTheLaneStopsAndNothingIsBuried() {
        var shop = WebhookShop.open();
        poison("hello");
        var stops = meters.counter("tributary.ingest.stopped");
        var before = stops.count();
        var events = messages(shop, 20, "hello ");

        assertThat(Hook.deliverAtOnce(events)).containsOnly(200);

        // More often than an event may fail before it is parked.
        await().atMost(PATIENCE).until(() -> stops.count() >= before + 3);
        assertThat(events)
                .allSatisfy(it -> assertThat(stored(it).orElseThrow().outcome()).isNull());

        heal();
        await().atMost(PATIENCE).until(() -> IngestTester.messages(shop) == 20);
        arrives(Payload.message(shop, "c", "later", "all is well"));
    }
}
