package dev.tributary.store;

import static dev.tributary.store.AccountRole.CHANNEL;
import static dev.tributary.store.AccountRole.OFFICIAL;
import static dev.tributary.store.BindingOutcome.Result.CONNECTED;
import static dev.tributary.store.BindingOutcome.Result.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TikTok's limits on changes, and what a person confirms. */
@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class StoreRulesTest {

    private static final LegalEntity NEARLY_OURS = new LegalEntity("Acme 有限责任公司", "9144 EXAMPLE");

    @Inject
    BindingTester tester;

    @Inject
    AccountBinding binding;

    @Inject
    StoreLimits limits;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private AgentId admin;
    private StoreId store;
    private String external;

    @BeforeEach
    void openAStore() {
        connectors.fake().reset();
        admin = tester.anAdmin();
        store = tester.aStore(Probation.PASSED);
        external = "-000" + UUID.randomUUID();
    }

    @Test
    void anEntityThatIsNearlyTheStoresIsShownAndBoundOnceSomebodyConfirmsItWithEvidence() {
        var asked = new BindingRequest(OFFICIAL, Platform.TIKTOK_BUSINESS, NEARLY_OURS);
        assertThatThrownBy(() -> binding.begin(store, admin, null, asked))
                .isInstanceOfSatisfying(ProblemException.class, it -> {
                    assertThat(it.type()).isEqualTo(StoreProblem.LEGAL_ENTITY_NEAR_MATCH);
                    assertThat(it.members())
                            .containsEntry("declared", NEARLY_OURS)
                            .containsEntry("ours", BindingTester.OURS);
                });

        var confirmed = new BindingRequest(
                OFFICIAL, Platform.TIKTOK_BUSINESS, NEARLY_OURS, true, "Licence of 2025-11-02, same seal", null);
        assertThat(tester.bind(store, admin, confirmed, external).result()).isEqualTo(CONNECTED);

        var kept = jdbi.withHandle(db -> db.createQuery("SELECT * FROM account_link WHERE store_id = :store")
                .bind("store", store.value())
                .mapToMap()
                .one());
        assertThat(kept)
                .containsEntry("confirmed_by", admin.value())
                .containsEntry("evidence", "Licence of 2025-11-02, same seal")
                .containsEntry("legal_entity_name", NEARLY_OURS.name())
                .containsEntry("store_entity_name", BindingTester.OURS.name());
        assertThat(kept.get("confirmed_at")).isNotNull();
    }

    @Test
    void anotherEntityIsRefusedWhateverSomebodyConfirms() {
        var other = new BindingRequest(
                OFFICIAL,
                Platform.TIKTOK_BUSINESS,
                new LegalEntity("Other 有限公司", "9144-EXAMPLE"),
                true,
                "trust me",
                null);

        assertThatThrownBy(() -> binding.begin(store, admin, null, other))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(StoreProblem.LEGAL_ENTITY_MISMATCH));
    }

    @Test
    void anAccountStaysBoundForAsLongAsTikTokKeepsItInTheMarket() {
        tester.bind(store, admin, CHANNEL, external);
        tester.boundEarlier(store, "23 hours");
        var account = new AccountId(tester.bound(store, external).id());

        assertThatThrownBy(() -> binding.unbind(admin, account, store))
                .isInstanceOfSatisfying(ProblemException.class, it -> {
                    assertThat(it.type()).isEqualTo(StoreProblem.UNLINK_TOO_SOON);
                    assertThat(it).hasMessageContaining("24 hours in PH");
                    assertThat(it.members()).containsKey("unlinkableAt");
                });
        assertThat(limits.of(store).accounts())
                .singleElement()
                .satisfies(it -> assertThat(it.unlinkable()).isFalse());

        tester.boundEarlier(store, "1 hour");
        assertThat(limits.of(store).accounts())
                .singleElement()
                .satisfies(it -> assertThat(it.unlinkable()).isTrue());
        binding.unbind(admin, account, store);
        assertThat(tester.accounts(store)).isEmpty();
        assertThat(Market.of("ID").orElseThrow().unlinkWait().toHours()).isEqualTo(48);
    }

    @Test
    void theOfficialAccountIsChangedThreeTimesAndTheLastOneMayStillComeBack() {
        for (var it = 0; it <= 3; it++) {
            assertThat(tester.bind(store, admin, OFFICIAL, external + it).result())
                    .isEqualTo(CONNECTED);
            tester.unbind(store, admin, external + it);
        }

        assertThat(limits.of(store).officialChanges()).isEqualTo(new StoreLimits.Count(3, 3, null));
        var fourth = tester.bind(store, admin, OFFICIAL, external + "4");
        assertThat(fourth).isEqualTo(new BindingOutcome(REFUSED, store, null, "official-changes-used-up"));
        assertThat(tester.accounts(store)).isEmpty();

        assertThat(tester.bind(store, admin, OFFICIAL, external + "3").result()).isEqualTo(CONNECTED);
        assertThat(limits.of(store).officialChanges().used()).isEqualTo(3);
    }

    @Test
    void theEleventhLinkOfAChannelAccountWaitsUntilTheFirstIsHalfAYearOld() {
        linkedBefore(10);

        assertThatThrownBy(() -> tester.begin(store, admin, CHANNEL))
                .isInstanceOfSatisfying(ProblemException.class, it -> {
                    assertThat(it.type()).isEqualTo(StoreProblem.CHANNEL_LINKS_USED_UP);
                    assertThat(it.members()).containsEntry("used", 10).containsKey("nextAt");
                });
        var shown = limits.of(store).channelLinks();
        assertThat(shown.used()).isEqualTo(10);
        assertThat(shown.nextAt()).isNotNull();

        tester.boundEarlier(store, "180 days");
        assertThat(tester.bind(store, admin, CHANNEL, external).result()).isEqualTo(CONNECTED);
        assertThat(limits.of(store).channelLinks().used()).isEqualTo(1);
    }

    @Test
    @Tag("F97")
    void tenBrowsersThatUseUpTheLastLinkAtOnceGetExactlyOne() throws Exception {
        linkedBefore(9);
        var states = IntStream.range(0, 10)
                .mapToObj(it -> tester.begin(store, admin, CHANNEL))
                .toList();

        var outcomes = atOnce(IntStream.range(0, 10)
                .mapToObj(it -> (Callable<BindingOutcome>)
                        () -> tester.come(admin, states.get(it), "code-of-" + external + "y" + it))
                .toList());

        assertThat(outcomes).filteredOn(it -> it.result() == CONNECTED).hasSize(1);
        assertThat(outcomes)
                .filteredOn(it -> "channel-links-used-up".equals(it.rule()))
                .hasSize(9);
    }

    /** Without the lock on the store, which is a courtesy: it only lets the loser hear a better reason. */
    @Test
    @Tag("F97")
    void theDatabaseItselfRefusesASecondInTheSameSlotAndALinkThatIsCountedTwice() {
        tester.bind(store, admin, CHANNEL, external);
        var account = tester.bound(store, external).id();

        assertThatThrownBy(() -> jdbi.useHandle(db -> db.execute("""
                        INSERT INTO account (id, store_id, platform, role, slot, external_id, state, scopes, bound_by,
                            bound_at)
                        SELECT gen_random_uuid(), store_id, platform, role, slot, external_id || 'x', state, scopes,
                            bound_by, bound_at
                        FROM account WHERE id = ?
                        """, account)))
                .hasMessageContaining("account_slot_once");
        assertThatThrownBy(() -> jdbi.useHandle(db -> db.execute("""
                        INSERT INTO account_link (store_id, platform, role, ordinal, account_id, linked_by, linked_at,
                            store_entity_name, store_registration_number)
                        SELECT store_id, platform, role, ordinal, account_id, linked_by, linked_at, '', ''
                        FROM account_link WHERE account_id = ?
                        """, account)))
                .hasMessageContaining("account_link_counted_once");
    }

    /** Channel accounts that were bound and unbound lately. */
    private void linkedBefore(int times) {
        tester.bind(store, admin, CHANNEL, external + "before");
        var account = tester.bound(store, external + "before").id();
        tester.unbind(store, admin, external + "before");
        jdbi.useHandle(db -> db.execute("""
                        INSERT INTO account_link (store_id, platform, role, ordinal, account_id, linked_by, linked_at,
                            unlinked_by, unlinked_at, store_entity_name, store_registration_number)
                        SELECT store_id, platform, role, n, account_id, linked_by, linked_at, unlinked_by, unlinked_at,
                            store_entity_name, store_registration_number
                        FROM account_link CROSS JOIN generate_series(2, ?) n WHERE account_id = ?
                        """, times, account));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        var pool = Executors.newFixedThreadPool(calls.size());
        try {
            var running = calls.stream()
                    .map(it -> pool.submit(() -> {
                        start.await();
                        return it.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var it : running) {
                results.add(it.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
