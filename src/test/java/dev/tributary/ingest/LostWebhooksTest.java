package dev.tributary.ingest;

import static dev.tributary.testing.IngestTester.jdbi;
import static dev.tributary.testing.IngestTester.number;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.store.Accounts;
import dev.tributary.store.BoundAccount;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Given;
import dev.tributary.testing.ShiftedClock;
import dev.tributary.testing.SimulatedTikTok;
import dev.tributary.testing.SimulatorControl;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Days with a network that loses, doubles, disorders and holds back webhooks, and an account whose access is dead for
 * one of them. Afterwards there is what there was, as far as the platform still lists it, and the report names the rest.
 *
 * <p>{@code -Dseed=} repeats a run: what everybody does and what becomes of each webhook follows from it.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(SimulatedTikTok.class)
@TestProfile(LostWebhooksTest.Quickly.class)
class LostWebhooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = Long.getLong("seed", 20_260_301);

    /** So many messages of a conversation the platform lists. */
    private static final int LISTED = 20;

    private final SimulatorControl simulator =
            new SimulatorControl(ConfigProvider.getConfig().getValue(SimulatedTikTok.ADDRESS, String.class));
    private final Random dice = new Random(SEED);
    private final UUID store = Given.aStore().value();
    private final String run = UUID.randomUUID().toString().substring(0, 6);

    @Inject
    ShiftedClock clock;

    @Inject
    Accounts accounts;

    private final List<String> shops = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private final Map<String, BoundAccount> bound = new LinkedHashMap<>();
    private final Map<String, List<String>> posts = new LinkedHashMap<>();
    private final List<Under> comments = new ArrayList<>();
    private final Set<String> met = new TreeSet<>();

    /** Nobody has to wait for the pace. */
    public static class Quickly implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ShiftedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tributary.reconciliation.enabled", "true",
                    "tributary.governor.app-calls-per-second", "500",
                    "tributary.governor.app-calls-per-minute", "5000",
                    "tributary.governor.message-calls-per-second", "500",
                    "tributary.governor.account-calls-per-minute", "500",
                    "tributary.reconciliation.rest", "1s",
                    "tributary.enrichment.enabled", "false");
        }
    }

    /**
     * Something that was said, as both sides must have it. Lists date comments to the second, so that is all that can
     * be compared of theirs.
     */
    private record Said(String account, String thread, String id, boolean ours, String text, Instant at)
            implements Comparable<Said> {

        @Override
        public int compareTo(Said other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Under(String post, String id) {}

    @AfterEach
    void calm() {
        simulator.patch("webhooks", fate(0, 1, 0, 0));
    }

    @Test
    @Tag("F52")
    @Tag("F87")
    @Tag("F90")
    void afterwardsThereIsWhatTheListsStillHaveAndTheReportNamesTheRest() {
        openShops();
        traffic(110, false);
        var dead = shops.get(1);
        simulator.post("accounts/" + dead + "/disconnect", Map.of("announce", false));
        traffic(60, true);
        chatter(dead, 30);
        pass(Duration.ofDays(1));
        traffic(40, true);
        readBack(dead, "DISCONNECTED");
        simulator.connect(Colleague.admin(), store, dead);
        traffic(60, false);

        arriveAll();
        shops.forEach(it -> readBack(it, "COMPLETE"));

        shops.forEach(this::compare);
        var all = shops.stream().map(this::report).toList();
        for (var figure : List.of("byWebhook", "recovered", "duplicates", "late")) {
            assertThat(all.stream().mapToInt(it -> sum(it, figure)).sum())
                    .as("%s, seed %d", figure, SEED)
                    .isPositive();
        }
        assertThat(missing(dead))
                .as("seed %d: something was beyond the lists", SEED)
                .isNotEmpty();
    }

    private void compare(String shop) {
        var truth = truth(shop);
        var ours = ours(shop);
        var report = report(shop);
        var missing = missing(shop);

        assertThat(ours)
                .as("%s, seed %d: nothing is invented or twice", shop, SEED)
                .isSubsetOf(truth);
        var listed = new TreeSet<>(truth);
        listed.removeAll(beyondTheLists(shop));
        assertThat(ours).as("%s, seed %d: what is listed is there", shop, SEED).containsAll(listed);

        var cut = missing.stream().map(Said::thread).distinct().count();
        assertThat((long) sum(report, "conversationsCut"))
                .as("%s, seed %d: %d conversations miss something", shop, SEED, cut)
                .isGreaterThanOrEqualTo(cut);
        assertThat(sum(report, "listsCut")).as("%s, seed %d", shop, SEED).isZero();
        assertThat(sum(report, "byWebhook") + sum(report, "recovered"))
                .as("%s, seed %d: every message is counted once", shop, SEED)
                .isEqualTo(ours.size());
    }

    private void openShops() {
        simulator.subscribe(SimulatorOptions.APP_ID, SimulatorOptions.APP_SECRET);
        for (var i = 0; i < 3; i++) {
            var shop = "shop" + i + run;
            simulator.post("accounts", Map.of("handle", shop));
            simulator.connect(Colleague.admin(), store, shop);
            shops.add(shop);
            posts.put(
                    shop,
                    List.of(
                            simulator
                                    .post("posts", Map.of("account", shop, "caption", "A pan"))
                                    .path("id"),
                            simulator
                                    .post("posts", Map.of("account", shop, "caption", "A pot"))
                                    .path("id")));
        }
        accounts.all().stream()
                .filter(it -> it.store().value().equals(store))
                .forEach(it -> bound.put(String.valueOf(it.handle()), it));
        for (var i = 0; i < 9; i++) {
            customers.add("kari" + i + run);
            simulator.post("customers", Map.of("handle", customers.get(i)));
        }
    }

    private void traffic(int steps, boolean inGroups) {
        for (var i = 0; i < steps; i++) {
            simulator.patch("webhooks", fate(inGroups));
            something(any(shops));
            if (dice.nextInt(4) == 0) {
                pass(Duration.ofSeconds(dice.nextInt(1_200)));
            }
        }
    }

    /** Of a hundred webhooks twenty are lost, twenty come twice, and some hours late; all overtake each other. */
    private Map<String, Object> fate(boolean inGroups) {
        var die = dice.nextInt(100);
        var late = dice.nextInt(100) < 12
                ? Duration.ofMinutes(90 + dice.nextInt(240)).toMillis()
                : dice.nextInt(40_000);
        return fate(die < 20 ? 100 : 0, die >= 80 ? 2 : 1, late, inGroups ? 4 : 0);
    }

    private static Map<String, Object> fate(int dropPercent, int copies, long delayMillis, int reorder) {
        return Map.of("dropPercent", dropPercent, "copies", copies, "delayMillis", delayMillis, "reorder", reorder);
    }

    private void something(String shop) {
        var customer = any(customers);
        var post = any(of(posts, shop));
        var text = "no. " + dice.nextInt(1_000_000);
        switch (dice.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                simulator.post("messages", Map.of("account", shop, "customer", customer, "text", text));
                met.add(shop + customer);
            }
            case 4 -> {
                simulator.post("messages/owner", Map.of("account", shop, "customer", customer, "text", text));
                met.add(shop + customer);
            }
            case 5 -> {
                if (met.contains(shop + customer)) {
                    simulator.post("reads", Map.of("account", shop, "customer", customer));
                }
            }
            case 6, 7 ->
                comments.add(new Under(
                        post,
                        simulator
                                .post("comments", Map.of("customer", customer, "post", post, "text", text))
                                .path("id")));
            default -> answer(customer, text);
        }
    }

    private void answer(String customer, String text) {
        if (comments.isEmpty()) {
            return;
        }
        var comment = any(comments);
        if (dice.nextBoolean()) {
            simulator.post("comments/owner", Map.of("post", comment.post(), "parentId", comment.id(), "text", text));
        } else {
            simulator.post(
                    "comments",
                    Map.of("customer", customer, "post", comment.post(), "parentId", comment.id(), "text", text));
        }
    }

    /** More than the platform lists of a conversation, while nobody listens. */
    private void chatter(String shop, int messages) {
        for (var i = 0; i < messages; i++) {
            simulator.post("messages", Map.of("account", shop, "customer", customers.get(0), "text", "hello? " + i));
        }
        met.add(shop + customers.get(0));
    }

    private <T> T any(List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }

    private void pass(Duration time) {
        clock.advance(time);
        simulator.advance(time);
    }

    /** Everything that was held back comes, and is applied. */
    private void arriveAll() {
        simulator.patch("webhooks", fate(0, 1, 0, 0));
        pass(Duration.ofHours(6));
        await().atMost(PATIENCE)
                .until(
                        () -> simulator.get("deliveries?limit=2000").getList("findAll { it.state == 'PENDING' }"),
                        List::isEmpty);
        await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM raw_event_waiting"), it -> it == 0);
    }

    private void readBack(String shop, String outcome) {
        await().atMost(PATIENCE).until(() -> !report(shop).getBoolean("run.running"));
        Colleague.admin().browser().post(path(shop) + "/backfill").then().statusCode(202);
        await().atMost(PATIENCE).until(() -> {
            var run = report(shop);
            return "ASKED".equals(run.getString("run.cause"))
                    && outcome.equals(run.getString("run.outcome"))
                    && !run.getBoolean("run.running");
        });
    }

    private Set<Said> missing(String shop) {
        var missing = new TreeSet<>(truth(shop));
        missing.removeAll(ours(shop));
        return missing;
    }

    /** What happened, by the simulator's own account. */
    private Set<Said> truth(String shop) {
        var said = new TreeSet<Said>();
        chats(shop).forEach(said::addAll);
        for (var post : of(posts, shop)) {
            List<Map<String, Object>> under =
                    simulator.get("posts/" + post + "/comments").getList("");
            under.forEach(it -> said.add(new Said(
                    shop,
                    String.valueOf(it.get("parentId") == null ? it.get("id") : it.get("parentId")),
                    String.valueOf(it.get("id")),
                    value(Boolean.class, it, "byOwner"),
                    String.valueOf(it.get("text")),
                    second(value(Number.class, it, "createdAt").longValue()))));
        }
        return said;
    }

    private Set<Said> beyondTheLists(String shop) {
        return chats(shop).stream()
                .flatMap(it -> it.subList(0, Math.max(0, it.size() - LISTED)).stream())
                .collect(toSet());
    }

    private List<List<Said>> chats(String shop) {
        List<Map<String, Object>> chats =
                simulator.get("conversations").getList("findAll { it.accountHandle == '" + shop + "' }");
        return chats.stream().map(chat -> said(shop, chat)).toList();
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Said> said(String shop, Map<String, Object> chat) {
        return ((List<Map<String, Object>>) value(List.class, chat, "messages"))
                .stream()
                        .map(it -> new Said(
                                shop,
                                String.valueOf(chat.get("conversationId")),
                                String.valueOf(it.get("id")),
                                !value(Boolean.class, it, "mine"),
                                String.valueOf(it.get("text")),
                                Instant.ofEpochMilli(
                                        value(Number.class, it, "timestamp").longValue())))
                        .toList();
    }

    /** What we have of it. */
    private Set<Said> ours(String shop) {
        return jdbi().withHandle(db -> db.createQuery("""
                        SELECT c.surface, c.external_id, m.remote_id, m.direction, m.text, m.sent_at
                        FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.account_id = ?
                        """)
                .bind(0, account(shop).id().value())
                .map((row, context) -> {
                    var at = row.getTimestamp("sent_at").toInstant();
                    return new Said(
                            shop,
                            row.getString("external_id"),
                            row.getString("remote_id"),
                            row.getString("direction").equals("OUTBOUND"),
                            row.getString("text"),
                            row.getString("surface").equals("COMMENT") ? second(at.toEpochMilli()) : at);
                })
                .collect(toCollection(TreeSet::new)));
    }

    private static <T> T of(Map<String, T> all, String name) {
        return requireNonNull(all.get(name));
    }

    private static <T> T value(Class<T> type, Map<String, Object> json, String field) {
        return type.cast(requireNonNull(json.get(field), field));
    }

    private static Instant second(long millis) {
        return Instant.ofEpochSecond(millis / 1_000);
    }

    private JsonPath report(String shop) {
        return Colleague.admin()
                .browser()
                .get(path(shop) + "/recovery?hours=336")
                .jsonPath();
    }

    private static int sum(JsonPath report, String figure) {
        return report.getList("hours." + figure, Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private String path(String shop) {
        return "/api/accounts/" + account(shop).id();
    }

    private BoundAccount account(String shop) {
        return of(bound, shop);
    }
}
