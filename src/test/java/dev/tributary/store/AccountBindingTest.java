package dev.tributary.store;

import static dev.tributary.store.AccountRole.CHANNEL;
import static dev.tributary.store.AccountRole.OFFICIAL;
import static dev.tributary.store.BindingOutcome.Result.CONNECTED;
import static dev.tributary.store.BindingOutcome.Result.DENIED;
import static dev.tributary.store.BindingOutcome.Result.EXPIRED;
import static dev.tributary.store.BindingOutcome.Result.FAILED;
import static dev.tributary.store.BindingOutcome.Result.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class AccountBindingTest {

    @Inject
    BindingTester tester;

    @Inject
    AccountBinding binding;

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
    void anAccountIsBoundWithItsNameAndItsRights() {
        connectors.fake().grantOnly(Set.of("message.list.read", "comment.list"));

        var outcome = tester.bind(store, admin, OFFICIAL, external);

        assertThat(outcome).isEqualTo(new BindingOutcome(CONNECTED, store, "@" + external, null));
        var account = tester.bound(store, external);
        assertThat(account.role()).isEqualTo(OFFICIAL);
        assertThat(account.displayName()).isEqualTo("Shop " + external);
        assertThat(account.scopes()).containsExactly("comment.list", "message.list.read");
        assertThat(account.missing()).containsExactly(Feature.SEND_DM, Feature.WRITE_COMMENTS, Feature.READ_POSTS);
        assertThat(account.health()).isEqualTo(AccountHealth.WARNING);
        assertThat(changes(account.id())).isPositive();
    }

    @Test
    void tokensAreNowhereInTheDatabaseInTheClear() {
        tester.bind(store, admin, CHANNEL, external);

        var row = jdbi.withHandle(
                db -> db.createQuery("SELECT encode(access_token, 'escape') || encode(refresh_token, 'escape')"
                                + " FROM account_credential WHERE account_id = :id")
                        .bind("id", tester.bound(store, external).id())
                        .mapTo(String.class)
                        .one());

        assertThat(row).isNotEmpty().doesNotContain("canary");
    }

    @Test
    @Tag("F97")
    void tenBrowsersThatBindTheLastSlotAtOnceGetExactlyOne() throws Exception {
        for (var it = 0; it < 3; it++) {
            tester.bind(store, admin, CHANNEL, external + it);
        }
        var states = IntStream.range(0, 10)
                .mapToObj(it -> tester.begin(store, admin, CHANNEL))
                .toList();

        var outcomes = atOnce(IntStream.range(0, 10)
                .mapToObj(it -> (Callable<BindingOutcome>)
                        () -> tester.come(admin, states.get(it), "code-of-" + external + "x" + it))
                .toList());

        assertThat(outcomes).filteredOn(it -> it.result() == CONNECTED).hasSize(1);
        assertThat(outcomes)
                .filteredOn(it -> it.result() == REFUSED && "channel-accounts-full".equals(it.rule()))
                .hasSize(9);
        assertThat(tester.accounts(store)).hasSize(4);
    }

    @Test
    @Tag("F32")
    void twoStoresThatBindOneAccountAtOnceLeaveItToOne() throws Exception {
        var other = tester.aStore(Probation.PASSED);
        var states = List.of(tester.begin(store, admin, CHANNEL), tester.begin(other, admin, CHANNEL));

        var outcomes = atOnce(states.stream()
                .map(it -> (Callable<BindingOutcome>) () -> tester.come(admin, it, "code-of-" + external))
                .toList());

        assertThat(outcomes).extracting(BindingOutcome::result).containsExactlyInAnyOrder(CONNECTED, REFUSED);
        assertThat(outcomes).extracting(BindingOutcome::rule).contains("account-bound-elsewhere");
        // Giving the loser's grant back would cut off the winner: for TikTok it is the same grant.
        assertThat(connectors.fake().revoked()).isEmpty();
    }

    @Test
    void theRulesAreHeldAgainAtTheCallbackAndAGrantNotWantedIsGivenBack() {
        var state = tester.begin(store, admin, CHANNEL);
        tester.change(store, admin, Probation.RECALLED);

        var outcome = tester.come(admin, state, "code-of-" + external);

        assertThat(outcome.result()).isEqualTo(REFUSED);
        assertThat(outcome.rule()).isEqualTo("probation-recalled");
        assertThat(outcome.counts())
                .containsEntry("used", 0)
                .containsEntry("accounts", List.of())
                .containsEntry("probation", Probation.RECALLED);
        assertThat(tester.accounts(store)).isEmpty();
        assertThat(connectors.fake().revoked()).hasSize(1);
    }

    @Test
    void whatTheRulesForbidIsRefusedBeforeAnybodyGoesToThePlatform() {
        var probing = tester.aStore(Probation.IN_PROBATION);
        var managed = tester.aStore(Probation.PASSED, OperationMode.FULLY_MANAGED);
        tester.bind(store, admin, OFFICIAL, external);

        assertRefused(store, BindingTester.request(OFFICIAL), "official-account-exists");
        assertRefused(probing, BindingTester.request(CHANNEL), "store-in-probation");
        assertRefused(
                managed, new BindingRequest(OFFICIAL, Platform.TIKTOK_SHOP, BindingTester.OURS), "store-fully-managed");
        assertRefused(
                probing,
                new BindingRequest(OFFICIAL, Platform.TIKTOK_SHOP, BindingTester.OURS),
                "platform-not-configured");
        assertRefused(
                probing,
                new BindingRequest(OFFICIAL, Platform.TIKTOK_BUSINESS, new LegalEntity("Other", "9144-EXAMPLE")),
                "legal-entity-mismatch");
    }

    @Test
    void aStoreThatThePlatformRunsBindsItsAccountsButNotItsShop() {
        var managed = tester.aStore(Probation.PASSED, OperationMode.FULLY_MANAGED);

        assertThat(tester.bind(managed, admin, OFFICIAL, external).result()).isEqualTo(CONNECTED);
        assertThat(tester.bind(managed, admin, CHANNEL, external + "more").result())
                .isEqualTo(CONNECTED);
        assertThatThrownBy(() -> binding.begin(
                        managed, admin, null, new BindingRequest(CHANNEL, Platform.TIKTOK_SHOP, BindingTester.OURS)))
                .isInstanceOfSatisfying(ProblemException.class, it -> {
                    assertThat(it.type()).isEqualTo(StoreProblem.STORE_FULLY_MANAGED);
                    assertThat(it).hasMessageContaining("direct messages and comments");
                    assertThat(it.members()).containsEntry("operationMode", OperationMode.FULLY_MANAGED);
                });
    }

    @Test
    void aRecalledStoreKeepsWhatItHasAndMayConnectItAgain() {
        tester.bind(store, admin, OFFICIAL, external);
        tester.change(store, admin, Probation.RECALLED);
        var account = tester.bound(store, external);
        jdbi.useHandle(db -> db.execute(
                "UPDATE account SET state = 'NEEDS_RECONNECT', state_reason = 'gone' WHERE id = ?", account.id()));

        var outcome = tester.bind(store, admin, OFFICIAL, external);

        assertThat(outcome.result()).isEqualTo(CONNECTED);
        assertThat(tester.accounts(store)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(account.id());
            assertThat(it.state()).isEqualTo(AccountState.CONNECTED);
            assertThat(it.stateReason()).isNull();
            assertThat(it.health()).isEqualTo(AccountHealth.OK);
        });
    }

    @Test
    void anUnboundAccountFreesItsSlotAndComesBackWithItsHistory() {
        tester.bind(store, admin, OFFICIAL, external);
        var before = tester.bound(store, external);

        tester.unbind(store, admin, external);
        binding.unbind(admin, new AccountId(before.id()), store);

        assertThat(tester.accounts(store)).isEmpty();
        assertThat(connectors.fake().revoked()).hasSize(1);
        assertThat(credentials(before.id())).isZero();
        tester.bind(store, admin, OFFICIAL, external + "other");
        tester.unbind(store, admin, external + "other");
        tester.bind(store, admin, OFFICIAL, external);
        assertThat(tester.bound(store, external).id()).isEqualTo(before.id());
    }

    @Test
    void aRevocationThatFailsDoesNotKeepAnAccountBound() {
        tester.bind(store, admin, OFFICIAL, external);
        connectors.fake().failWith(ConnectorException.Kind.UNAVAILABLE);

        tester.unbind(store, admin, external);

        assertThat(tester.accounts(store)).isEmpty();
    }

    @Test
    @Tag("S15")
    void aStateWorksOnceForTheAdminWhoBeganAndForTenMinutes() {
        var used = tester.begin(store, admin, CHANNEL);
        tester.come(admin, used, "code-of-" + external);
        var foreign = tester.begin(store, tester.anAdmin(), CHANNEL);
        var old = tester.begin(store, admin, CHANNEL);
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_authorization SET expires_at = created_at - interval '1 ms' WHERE agent_id = ?"
                        + " AND used_at IS NULL",
                admin.value()));

        for (var state : List.of(used, foreign, old, "", "guess", "é".repeat(5_000))) {
            assertThat(tester.come(admin, state, "code-of-evil" + external).result())
                    .isEqualTo(EXPIRED);
        }
        assertThat(tester.accounts(store)).hasSize(1);
        assertThat(connectors.fake().revoked()).isEmpty();
    }

    @Test
    @Tag("S15")
    void whatABrowserBeganNoOtherBrowserEnds() {
        var state = tester.begin(store, admin, CHANNEL);

        for (var other : List.of(
                Visitor.STRANGER,
                new Visitor(admin, null),
                new Visitor(admin, BindingTester.sessionOf(tester.anAdmin())),
                new Visitor(tester.anAdmin(), null))) {
            assertThat(tester.come(other, state, "code-of-" + external).result())
                    .isEqualTo(EXPIRED);
        }
        assertThat(tester.come(admin, state, "code-of-" + external).result()).isEqualTo(CONNECTED);
    }

    @Test
    @Tag("S15")
    void whatAProgramBeganIsEndedByWhoeverBringsTheStateButNotByAnotherAgent() {
        var state = tester.beginByProgram(store, admin);
        var stranger = new Visitor(tester.anAdmin(), null);

        assertThat(tester.come(stranger, state, "code-of-" + external).result()).isEqualTo(EXPIRED);
        assertThat(tester.come(Visitor.STRANGER, state, "code-of-" + external).result())
                .isEqualTo(CONNECTED);
        assertThat(tester.come(Visitor.STRANGER, state, "code-of-" + external).result())
                .isEqualTo(EXPIRED);
    }

    @Test
    void whoLostTheRightMeanwhileBindsNothing() {
        var state = tester.beginByProgram(store, admin);
        tester.lowerRole(admin);

        assertThat(tester.come(Visitor.STRANGER, state, "code-of-" + external).rule())
                .isEqualTo("not-allowed");
        assertThat(tester.accounts(store)).isEmpty();
    }

    @Test
    @Tag("S15")
    void theStateIsNotKeptInTheClear() {
        var state = tester.begin(store, admin, CHANNEL);

        String row = jdbi.withHandle(
                db -> db.createQuery("SELECT row_to_json(a)::text FROM account_authorization a WHERE agent_id = :a")
                        .bind("a", admin.value())
                        .mapTo(String.class)
                        .one());

        assertThat(row).doesNotContain(state);
    }

    @Test
    void aSellerWhoSaysNoAndAPlatformThatDoesNotPlayAlongBindNothing() {
        assertThat(tester.come(admin, tester.begin(store, admin, CHANNEL), null).result())
                .isEqualTo(DENIED);
        assertThat(tester.come(admin, tester.begin(store, admin, CHANNEL), "rubbish")
                        .result())
                .isEqualTo(FAILED);
        assertThat(tester.accounts(store)).isEmpty();
    }

    private void assertRefused(StoreId where, BindingRequest request, String slug) {
        assertThatThrownBy(() -> binding.begin(where, admin, null, request))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type().slug()).isEqualTo(slug));
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

    private int credentials(UUID account) {
        return count("SELECT count(*) FROM account_credential WHERE account_id = :id", account);
    }

    private int changes(UUID account) {
        return count("SELECT count(*) FROM change WHERE type = 'account.changed' AND subject_id = :id", account);
    }

    private int count(String sql, UUID id) {
        return jdbi.withHandle(
                db -> db.createQuery(sql).bind("id", id).mapTo(Integer.class).one());
    }
}
