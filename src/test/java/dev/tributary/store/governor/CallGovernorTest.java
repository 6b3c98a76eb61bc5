package dev.tributary.store.governor;

import static dev.tributary.connector.ApiCall.COMMENTS;
import static dev.tributary.connector.ApiCall.SEND_MESSAGE;
import static dev.tributary.store.governor.CallPriority.COURTESY;
import static dev.tributary.store.governor.CallPriority.ENRICHMENT;
import static dev.tributary.store.governor.CallPriority.RECONCILIATION;
import static dev.tributary.store.governor.CallPriority.REPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Platform;
import dev.tributary.testing.Given;
import dev.tributary.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several governors on one database stand for as many servers. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CallGovernorTest {

    private static final AccountRef OURS = new AccountRef(Platform.TIKTOK_BUSINESS, "ours");
    private static final AccountRef OTHER = new AccountRef(Platform.TIKTOK_BUSINESS, "other");
    /** The server that the test runs in sends what other tests left, and calls as it likes. */
    private static final String APART = "apart ";

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Inject
    Pauses pauses;

    @Inject
    DayCalls days;

    @Inject
    Jdbi jdbi;

    private final Map<String, String> settings = new HashMap<>(Map.of("lease", "1500ms"));
    private final List<Slices> started = new ArrayList<>();
    private final AtomicBoolean databaseIsAway = new AtomicBoolean();

    @BeforeEach
    @AfterEach
    void nobodyHasCalled() {
        started.forEach(Slices::die);
        for (var it : List.of(
                "rate_slice WHERE bucket LIKE 'apart %'",
                "rate_bucket WHERE name LIKE 'apart %'", "rate_day", "rate_pause")) {
            jdbi.useHandle(db -> db.execute("DELETE FROM " + it));
        }
    }

    @Test
    @Tag("F80")
    void allServersTogetherNeverCallMoreOftenThanTheLimitInAnySecond() throws Exception {
        with("app-calls-per-second", "20").with("message-calls-per-second", "10");

        var calls = callAsOftenAsAllowed(
                List.of(server(), server(), server()), Duration.ofSeconds(4), SEND_MESSAGE, Duration.ofMillis(5));

        assertNeverMoreThan(10, SECOND, calls);
        assertThat(calls).as("and hardly less").hasSizeGreaterThan(22);
    }

    @Test
    void allServersTogetherNeverCallMoreOftenThanTheLimitInAnyMinute() throws Exception {
        with("app-calls-per-second", "1000").with("account-calls-per-minute", "40");

        var calls = callAsOftenAsAllowed(
                List.of(server(), server()), Duration.ofSeconds(5), COMMENTS, Duration.ofMillis(1));

        assertNeverMoreThan(40, 2 * SECOND, calls);
        assertThat(calls).as("two minutes of two seconds").hasSizeGreaterThan(60);
    }

    @Test
    void oneServerAloneCanUseTheWholeLimit() throws Exception {
        var calls = callAsOftenAsAllowed(List.of(server()), Duration.ofSeconds(3), SEND_MESSAGE, Duration.ZERO);

        // What is measured on a quiet machine is in docs/benchmarks.
        assertThat(calls).hasSizeBetween(26, 40);
    }

    @Test
    void aPlatformThatTakesItsTimeToAnswerGetsAsManyCalls() throws Exception {
        var calls = callAsOftenAsAllowed(
                List.of(server()),
                10,
                Duration.ofSeconds(5),
                SEND_MESSAGE,
                Duration.ofMillis(5),
                Duration.ofMillis(500));

        assertNeverMoreThan(10, SECOND, calls);
        assertThat(calls).as("with two thirds of the limit it would be 40").hasSizeGreaterThan(42);
    }

    @Test
    void serversThatWantAsMuchGetAsMuch() throws Exception {
        with("message-calls-per-second", "20").with("app-calls-per-second", "20");
        var both = List.of(server(), server());
        callAsOftenAsAllowed(both.subList(0, 1), Duration.ofSeconds(1), SEND_MESSAGE, Duration.ZERO);

        callAsOftenAsAllowed(both, Duration.ofSeconds(3), SEND_MESSAGE, Duration.ZERO);

        assertThat(held()).hasSize(2).allSatisfy(it -> assertThat(it).isBetween(8, 12));
    }

    @Test
    void repliesComeBeforeLookUpsAndTheseBeforeReadingBack() {
        var server = server();

        assertThat(takeAll(server, RECONCILIATION)).isEqualTo(3);
        assertThat(takeAll(server, RECONCILIATION)).isZero();
        assertThat(takeAll(server, ENRICHMENT)).isEqualTo(2);
        assertThat(takeAll(server, REPLY)).isEqualTo(5);
    }

    @Test
    void aCourtesyIsMadeOnlyWhereHardlyAnythingElseIsCalled() {
        var server = server();

        assertThat(takeAll(server, COURTESY)).isEqualTo(2);
        assertThat(takeAll(server, COURTESY)).isZero();
        assertThat(takeAll(server, REPLY)).isEqualTo(8);
        assertThat(takeAll(server, COURTESY)).isZero();
    }

    @Test
    void aServerOfTheVersionBeforeKnowsNothingOfCourtesies() {
        assertThat(takeSoon(server(), OURS, SEND_MESSAGE)).isTrue();
        started.forEach(Slices::stop);
        jdbi.useHandle(db -> db.execute("INSERT INTO rate_slice (bucket, node, tokens, wanted, lease_until)"
                + " SELECT name, gen_random_uuid(), 0, '{1,0,0}', clock_timestamp() + interval '1 min' FROM rate_bucket"
                + " WHERE name LIKE 'apart %'"));

        assertThat(takeSoon(server(), OURS, SEND_MESSAGE)).isTrue();
    }

    @Test
    void nothingIsLeftForTheRestAsLongAsRepliesLackTokens() throws Exception {
        var server = server();
        callAsOftenAsAllowed(List.of(server), Duration.ofMillis(500), SEND_MESSAGE, Duration.ZERO);
        var lookedUp = new AtomicBoolean();
        var looking = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                lookedUp.compareAndSet(false, call(server, ENRICHMENT));
                LockSupport.parkNanos(SECOND / 1_000);
            }
        });
        looking.start();
        try {
            var calls =
                    callAsOftenAsAllowed(List.of(server), Duration.ofSeconds(3), SEND_MESSAGE, Duration.ofMillis(5));

            assertThat(calls).hasSizeGreaterThan(15);
            assertThat(lookedUp).isFalse();
            await().atMost(Duration.ofSeconds(5)).untilTrue(lookedUp);
        } finally {
            looking.interrupt();
            looking.join();
        }
    }

    @Test
    void whatIsReservedIsForAnyAccountAndWhatIsNotUsedOfItIsGivenBack() {
        with("account-calls-per-minute", "1");
        var server = server();

        try (var reserved = server.reserve(4, 9)) {
            assertThat(reserved.count(ApiCall.Family.MESSAGING)).isEqualTo(4);
            assertThat(reserved.count(ApiCall.Family.ACCOUNT)).isEqualTo(6);
            assertThat(reserved.isEnough()).isFalse();
            assertThat(takeAll(server, REPLY)).isZero();

            var first = reserved.next(ApiCall.Family.ACCOUNT);
            assertThat(server.take(first, OURS, ApiCall.REPLY_TO_COMMENT).permit())
                    .isSameAs(first);
            var second = reserved.next(ApiCall.Family.ACCOUNT);
            assertThat(server.take(second, OURS, ApiCall.REPLY_TO_COMMENT).permit())
                    .as("the account's own limit")
                    .isNull();
            assertThat(server.take(second, OTHER, ApiCall.REPLY_TO_COMMENT).permit())
                    .isSameAs(second);
        }

        assertThat(takeAll(server, REPLY)).isEqualTo(8);
    }

    @Test
    void aReplyGetsWhatAnotherServerReadsBackWith() {
        with("reconciliation-share", "1");
        var reading = server();
        var replying = server();
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            call(reading, RECONCILIATION);
            return held().equals(List.of(10));
        });

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            call(reading, RECONCILIATION);
            return call(replying, REPLY);
        });
    }

    @Test
    void aPermitThatWasNotUsedIsGivenBack() {
        with("message-calls-per-second", "1");
        var server = server();
        for (int i = 0; i < 3; i++) {
            var permit = permit(server);
            permit.close();
        }
    }

    @Test
    void whoMayNotCallIsToldWhenToAskAgain() {
        with("message-calls-per-second", "1");
        var server = server();
        var permit = permit(server);
        assertThat(permit.leave()).isTrue();
        permit.close();

        assertThat(server.take(OTHER, SEND_MESSAGE, REPLY).askAgainIn())
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everyAccountHasItsOwnLimitForCallsOfEachKind() {
        with("account-calls-per-minute", "1");
        var server = server();

        assertThat(server.take(OURS, COMMENTS, REPLY).permit()).isNotNull();
        assertThat(server.take(OURS, COMMENTS, REPLY).permit()).isNull();
        assertThat(server.take(OURS, ApiCall.POSTS, REPLY).permit()).isNotNull();
        assertThat(server.take(OTHER, COMMENTS, REPLY).permit()).isNotNull();
    }

    @Test
    @Tag("F80")
    void whatWasRefusedRestsOnAllServers() {
        var account = Given.anAccountOf(Given.aStore()).ref();
        var one = server();
        var two = server();
        two.take(OTHER, SEND_MESSAGE, REPLY);

        one.throttled(account, SEND_MESSAGE, null);

        assertThat(one.take(account, ApiCall.MESSAGES, REPLY).askAgainIn()).isGreaterThan(Duration.ofMinutes(4));
        await().atMost(Duration.ofSeconds(3)).until(() -> {
            var grant = two.take(account, SEND_MESSAGE, REPLY);
            try (var permit = grant.permit()) {
                return permit == null && grant.askAgainIn().compareTo(Duration.ofMinutes(4)) > 0;
            }
        });
        assertThat(takeSoon(two, account, COMMENTS)).isTrue();
        assertThat(takeSoon(two, OTHER, SEND_MESSAGE)).isTrue();
    }

    @Test
    @Tag("F80")
    void whenThreeAccountsAreRefusedAtOnceTheAppRests() {
        var server = server();
        for (int i = 0; i < 3; i++) {
            assertThat(server.take(OTHER, SEND_MESSAGE, REPLY).permit()).isNotNull();
            server.throttled(Given.anAccountOf(Given.aStore()).ref(), SEND_MESSAGE, null);
        }

        assertThat(server.take(OTHER, COMMENTS, REPLY).askAgainIn()).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    @Tag("F92")
    void afterTheDaysLastCallNobodyCallsUntilMidnight() {
        with("app-calls-per-day", "5");
        var one = server();
        var two = server();
        var made = 0;
        for (int i = 0; i < 10; i++) {
            for (var server : List.of(one, two)) {
                made += takeSoon(server, OURS, SEND_MESSAGE) ? 1 : 0;
            }
        }

        assertThat(made).isEqualTo(5);
        assertThat(untilMidnight()).containsExactly(true);
    }

    @Test
    @Tag("F92")
    void whenThePlatformSaysThatTheDaysCallsAreMadeNobodyCallsUntilMidnight() {
        var one = server();
        var two = server();
        assertThat(one.quotaUsedUp(Platform.TIKTOK_BUSINESS)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        one.quotaUsedUp(Platform.TIKTOK_BUSINESS);

        var grant = two.take(OURS, SEND_MESSAGE, REPLY);
        assertThat(grant.permit()).isNull();
        assertThat(grant.notToday()).isTrue();
        assertThat(grant.askAgainIn()).isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(two.take(new AccountRef(Platform.TIKTOK_SHOP, "shop"), SEND_MESSAGE, REPLY)
                        .permit())
                .as("another platform")
                .isNotNull();
        assertThat(two.oneMore(null, ApiCall.APP)).isFalse();
        assertThat(untilMidnight()).containsExactly(true);
    }

    @Test
    void theTokensOfAServerThatDiedComeBackLater() {
        var dead = server();
        assertThat(takeAll(dead, REPLY)).isEqualTo(10);
        started.get(0).die();
        var begun = System.nanoTime();
        var server = server();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.take(OURS, SEND_MESSAGE, REPLY).permit() != null);

        assertThat(System.nanoTime() - begun)
                .as("its lease, and a second after")
                .isGreaterThan(2 * SECOND);
    }

    @Test
    void aServerThatDiesTakesNoMoreThanASecondOfAMinuteWithIt() {
        with("app-calls-per-minute", "600");

        assertThat(permit(server()).leave()).isTrue();

        var taken = jdbi.withHandle(db -> db.createQuery(
                        "SELECT tokens FROM rate_slice s JOIN rate_bucket b ON b.name = s.bucket WHERE b.capacity = 600"
                                + " AND b.name LIKE 'apart %'")
                .mapTo(Integer.class)
                .list());
        // The minute takes two seconds here.
        assertThat(taken).containsExactly(300);
    }

    @Test
    void aServerThatStopsGivesBackWhatItDidNotUse() {
        var stopping = server();
        assertThat(stopping.take(OURS, SEND_MESSAGE, REPLY).permit()).isNotNull();
        var server = server();

        started.get(0).stop();

        assertThat(takeAll(server, REPLY)).isEqualTo(9);
    }

    @Test
    void aServerThatIsIdleKeepsNothing() {
        var server = server();
        var permit = permit(server);
        permit.close();

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        jdbi.withHandle(db -> db.select("SELECT count(*) FROM rate_slice WHERE bucket LIKE 'apart %'")
                                        .mapTo(Integer.class)
                                        .one())
                                == 0);
    }

    @Test
    void withoutTheDatabaseCallsEndWithTheSlicesAndBeginAgainAfter() {
        var server = server();
        assertThat(call(server, REPLY)).isTrue();

        databaseIsAway.set(true);
        var longAfter = System.nanoTime() + 2 * SECOND;
        await().atMost(Duration.ofSeconds(5)).until(() -> System.nanoTime() > longAfter);
        assertThat(call(server, REPLY)).isFalse();
        try (var late = server.reserve(1, 1)) {
            assertThat(late.count(ApiCall.Family.MESSAGING) + late.count(ApiCall.Family.ACCOUNT))
                    .isZero();
            assertThat(late.isEnough()).isFalse();
            assertThat(late.askAgainIn()).isPositive();
        }

        databaseIsAway.set(false);
        await().atMost(Duration.ofSeconds(10)).until(() -> call(server, REPLY));
    }

    @Test
    void aPermitThatIsOlderThanTheSliceIsWorthNothing() {
        var server = server();
        var permit = permit(server);
        started.get(0).die();
        var deadline = System.nanoTime() + 2 * SECOND;

        await().atMost(Duration.ofSeconds(5)).until(() -> System.nanoTime() > deadline);

        assertThat(permit.leave()).isFalse();
        permit.close();
    }

    private List<Boolean> untilMidnight() {
        return jdbi.withHandle(db -> db.select("""
                        SELECT until = (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC'
                        FROM rate_pause WHERE account_id IS NULL AND reason = 'QUOTA_USED_UP'
                        """).mapTo(Boolean.class).list());
    }

    /** What the servers have of the limit for direct messages. */
    private List<Integer> held() {
        return jdbi.withHandle(db -> db.select(
                        "SELECT tokens FROM rate_slice WHERE bucket = '" + APART + "messaging/s' AND tokens > 0")
                .mapTo(Integer.class)
                .list());
    }

    private static CallPermit permit(CallGovernor server) {
        return server.take(OURS, SEND_MESSAGE, REPLY).allowed().orElseThrow();
    }

    private static boolean call(CallGovernor server, CallPriority priority) {
        try (var permit = server.take(OURS, SEND_MESSAGE, priority).permit()) {
            return permit != null && permit.leave();
        }
    }

    /** One more, perhaps only after an exchange with the others. */
    private static boolean takeSoon(CallGovernor server, AccountRef account, ApiCall call) {
        for (int i = 0; i < 10; i++) {
            var grant = server.take(account, call, REPLY);
            if (grant.permit() != null) {
                return true;
            }
            LockSupport.parkNanos(Math.min(SECOND / 20, grant.askAgainIn().toNanos()));
        }
        return false;
    }

    /** Takes all that is to be had, and calls nobody. */
    private static int takeAll(CallGovernor server, CallPriority priority) {
        var taken = 0;
        for (int refused = 0; refused < 3; ) {
            var grant = server.take(OURS, SEND_MESSAGE, priority);
            if (grant.permit() == null) {
                refused++;
                LockSupport.parkNanos(Math.min(SECOND / 5, grant.askAgainIn().toNanos()));
            } else {
                taken++;
            }
        }
        return taken;
    }

    /** When the platform counted each call, which is a moment after it left. */
    private static Collection<Long> callAsOftenAsAllowed(
            List<CallGovernor> servers, Duration time, ApiCall call, Duration latency) throws Exception {
        return callAsOftenAsAllowed(servers, 3, time, call, latency, Duration.ZERO);
    }

    private static Collection<Long> callAsOftenAsAllowed(
            List<CallGovernor> servers, int callersEach, Duration time, ApiCall call, Duration latency, Duration answer)
            throws Exception {
        var counted = new ConcurrentLinkedQueue<Long>();
        var threads = Executors.newFixedThreadPool(servers.size() * callersEach);
        var end = System.nanoTime() + time.toNanos();
        try {
            var callers = new ArrayList<Callable<Void>>();
            for (int i = 0; i < servers.size() * callersEach; i++) {
                var server = servers.get(i % servers.size());
                callers.add(() -> {
                    while (System.nanoTime() < end) {
                        var grant = server.take(OURS, call, REPLY);
                        try (var permit = grant.permit()) {
                            if (permit == null) {
                                LockSupport.parkNanos(grant.askAgainIn().toNanos());
                            } else if (permit.leave()) {
                                LockSupport.parkNanos(
                                        ThreadLocalRandom.current().nextLong(latency.toNanos() + 1));
                                counted.add(System.nanoTime());
                                LockSupport.parkNanos(answer.toNanos());
                            }
                        }
                    }
                    return null;
                });
            }
            for (var it : threads.invokeAll(callers)) {
                it.get();
            }
        } finally {
            threads.shutdown();
        }
        return counted;
    }

    private static void assertNeverMoreThan(int limit, long window, Collection<Long> calls) {
        var sorted = calls.stream().sorted().toList();
        for (int i = limit; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - limit))
                    .as("call %d after the one %d before it", i, limit)
                    .isGreaterThanOrEqualTo(window);
        }
    }

    private CallGovernorTest with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    private CallGovernor server() {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(GovernorConfig.class);
        settings.forEach((name, value) -> builder.withDefaultValue("tributary.governor." + name, value));
        var config = builder.build().getConfigMapping(GovernorConfig.class);
        var slices = new Slices(new BucketsThatMayBeAway(), config);
        slices.start();
        started.add(slices);
        return new CallGovernor(
                slices,
                new Brakes(pauses, days, config),
                new Limits(config, APART, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new SimpleMeterRegistry());
    }

    private final class BucketsThatMayBeAway extends SharedBuckets {

        BucketsThatMayBeAway() {
            super(jdbi);
        }

        @Override
        Exchange exchange(UUID node, Collection<Limit> limits, Duration lease, LongSupplier ticker, Party party) {
            beThere();
            return super.exchange(node, limits, lease, ticker, party);
        }

        @Override
        List<Other> prolong(UUID node, Map<String, int[]> wanted, Duration lease) {
            beThere();
            return super.prolong(node, wanted, lease);
        }

        private void beThere() {
            if (databaseIsAway.get()) {
                throw new IllegalStateException("the database is away");
            }
        }
    }
}
