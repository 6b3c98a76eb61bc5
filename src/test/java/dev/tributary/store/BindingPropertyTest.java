package dev.tributary.store;

import static dev.tributary.store.BindingOutcome.Result.CONNECTED;
import static dev.tributary.store.BindingOutcome.Result.REFUSED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is bound, unbound, passed and recalled, in whatever order and by however many at once: the limits hold. */
@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class BindingPropertyTest {

    private static final Logger LOG = Logger.getLogger(BindingPropertyTest.class);

    /** {@code -Dseed=…} repeats what each thread did, though not how the threads met. */
    private static final Long GIVEN_SEED = Long.getLong("seed");

    private static final List<Probation> PROBATIONS =
            List.of(Probation.IN_PROBATION, Probation.PASSED, Probation.RECALLED);
    private static final int THREADS = 8;
    private static final int STEPS = 40;
    private static final int ACCOUNTS = 9;

    @Inject
    BindingTester tester;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private AgentId admin;
    private List<StoreId> stores;
    private List<String> externals;
    private BindingLedger ledger;

    /** By the code that was traded. */
    private final Map<String, BindingOutcome> outcomes = new ConcurrentHashMap<>();

    /** Begun by somebody, ended perhaps much later and by somebody else. */
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void openStores() {
        connectors.fake().reset();
        admin = tester.anAdmin();
        stores = Stream.of(Probation.PASSED, Probation.IN_PROBATION, Probation.PASSED)
                .map(tester::aStore)
                .toList();
        var name = "-000" + UUID.randomUUID();
        externals = IntStream.range(0, ACCOUNTS).mapToObj(it -> name + it).toList();
        ledger = new BindingLedger(jdbi, stores);
    }

    @RepeatedTest(3)
    @Tag("F97")
    void forAnySequenceOfBindUnbindPassRecallAndConcurrentAttemptsTheLimitsHold() throws Exception {
        var seed = GIVEN_SEED == null ? new Random().nextLong() : GIVEN_SEED;
        LOG.infof("Repeat with -Dseed=%d", seed);

        allAtOnce(IntStream.range(0, THREADS)
                .mapToObj(it -> (Callable<Void>) () -> {
                    var random = new Random(seed + it);
                    for (var step = 0; step < STEPS; step++) {
                        step(random, it + "-" + step);
                        if (step % 10 == 0) {
                            ledger.nothingIsAboveItsLimitNow();
                        }
                    }
                    return null;
                })
                .toList());

        ledger.everyBindingWasAllowedWhenItWasMade();
        ledger.theHistoryIsComplete();
        assertThat(outcomes.values())
                .as("the steps do something")
                .anyMatch(it -> it.result() == CONNECTED)
                .anyMatch(it -> it.result() == REFUSED);
        everyGrantThatWasNotUsedWasGivenBack();
    }

    /** Without asking our code: as whoever is at the database, or as a bug of ours. */
    @Test
    @Tag("F97")
    void theDatabaseKeepsTheLimitsByItself() throws Exception {
        for (var slots :
                List.of(IntStream.range(0, 12), IntStream.iterate(0, it -> it).limit(6))) {
            allAtOnce(slots.mapToObj(it -> (Callable<Void>) () -> {
                        for (var store : stores) {
                            insert(store, it, UUID.randomUUID().toString());
                        }
                        return null;
                    })
                    .toList());
        }

        assertThat(bound(stores.get(0), "OFFICIAL")).isEqualTo(1);
        assertThat(bound(stores.get(0), "CHANNEL")).isEqualTo(4);
        assertThat(bound(stores.get(1), "OFFICIAL")).isEqualTo(1);
        assertThat(bound(stores.get(1), "CHANNEL")).isZero();
    }

    @Test
    @Tag("F32")
    @Tag("F97")
    void theDatabaseBindsAnAccountOnceAndNothingNewToAStoreThatWasRecalled() throws Exception {
        allAtOnce(stores.stream()
                .map(store -> (Callable<Void>) () -> {
                    insert(store, 0, externals.get(0));
                    return null;
                })
                .toList());
        var recalled = tester.aStore(Probation.PASSED);
        insert(recalled, 0, externals.get(1));
        insert(recalled, 1, externals.get(2));
        tester.unbind(recalled, admin, externals.get(2));
        tester.change(recalled, admin, Probation.RECALLED);
        insert(recalled, 1, externals.get(3));
        refused("UPDATE account SET unbound_at = NULL, state = 'CONNECTED' WHERE external_id = ?", externals.get(2));

        assertThat(stores.stream().mapToInt(it -> bound(it, "OFFICIAL")).sum()).isEqualTo(1);
        assertThat(tester.accounts(recalled))
                .extracting(AccountView::externalId)
                .containsExactly(externals.get(1));
    }

    private void step(Random random, String name) {
        var store = stores.get(random.nextInt(stores.size()));
        var external = externals.get(random.nextInt(externals.size()));
        var role = random.nextInt(4) == 0 ? AccountRole.OFFICIAL : AccountRole.CHANNEL;
        var probation = PROBATIONS.get(random.nextInt(PROBATIONS.size()));
        switch (random.nextInt(10)) {
            case 0 -> tester.change(store, admin, probation);
            case 1, 2, 3 -> unbind(store, external);
            case 4 -> begin(store, role);
            default -> {
                begin(store, role);
                var state = begun.poll();
                if (state != null) {
                    var code = "code-of-" + external + "|" + name;
                    outcomes.put(code, tester.come(admin, state, code));
                }
            }
        }
    }

    private void begin(StoreId store, AccountRole role) {
        try {
            begun.add(tester.begin(store, admin, role));
        } catch (ProblemException refused) {
            assertThat(refused.type().status()).as("%s", refused).isEqualTo(409);
        }
    }

    private void unbind(StoreId store, String external) {
        tester.accounts(store).stream()
                .filter(it -> it.externalId().equals(external))
                .forEach(it -> tester.unbind(store, admin, new AccountId(it.id())));
    }

    private void everyGrantThatWasNotUsedWasGivenBack() {
        var revoked = connectors.fake().revoked();
        connectors.fake().exchanged().forEach((code, token) -> {
            var outcome = requireNonNull(outcomes.get(code));
            if (outcome.result() == REFUSED) {
                // TikTok knows one grant per account: giving this one back would cut off the store that has it.
                assertThat(revoked.contains(token))
                        .as("%s was given back: %s", code, outcome)
                        .isEqualTo(!"account-bound-elsewhere".equals(outcome.rule()));
            } else {
                assertThat(outcome.result()).as(code).isEqualTo(CONNECTED);
            }
        });
    }

    private void insert(StoreId store, int slot, String external) {
        refused(
                """
                INSERT INTO account (id, store_id, platform, role, slot, external_id, state, scopes, bound_by, bound_at)
                VALUES (?, ?, 'TIKTOK_BUSINESS', ?, ?, ?, 'CONNECTED', '', ?, now())
                """,
                UUID.randomUUID(),
                store.value(),
                slot == 0 ? "OFFICIAL" : "CHANNEL",
                slot,
                external,
                admin.value());
    }

    /** Done, or against a rule that has a name. */
    private void refused(String sql, Object... arguments) {
        try {
            jdbi.useHandle(db -> db.execute(sql, arguments));
        } catch (JdbiException e) {
            assertThat(e)
                    .hasMessageMatching("(?s).*(account_slot_once|account_bound_once|Nothing new is bound to store"
                            + "|channel accounts and may have).*");
        }
    }

    private int bound(StoreId store, String role) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT count(*) FROM account WHERE store_id = ? AND role = ? AND unbound_at IS NULL")
                .bind(0, store.value())
                .bind(1, role)
                .mapTo(Integer.class)
                .one());
    }

    private static void allAtOnce(List<Callable<Void>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        var pool = Executors.newFixedThreadPool(calls.size());
        try {
            var running = new ArrayList<Future<Void>>();
            for (var call : calls) {
                running.add(pool.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            for (var it : running) {
                it.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
