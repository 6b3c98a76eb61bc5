package dev.tributary.store;

import static dev.tributary.store.AccountRole.CHANNEL;
import static dev.tributary.store.AccountRole.OFFICIAL;
import static dev.tributary.store.BindingOutcome.Result.CONNECTED;
import static dev.tributary.store.BindingOutcome.Result.OTHER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.testing.TestDatabase;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever wants to connect an account again, and logs in to TikTok as another one. */
@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class OtherAccountTest {

    @Inject
    BindingTester tester;

    @Inject
    AccountBinding binding;

    @Inject
    TokenSchedule schedule;

    @Inject
    Scheduler scheduler;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private AgentId admin;
    private StoreId store;
    private String external;

    @BeforeEach
    void bindAnAccount() {
        connectors.fake().reset();
        admin = tester.anAdmin();
        store = tester.aStore(Probation.PASSED);
        external = "-000" + UUID.randomUUID();
        tester.bind(store, admin, CHANNEL, external);
    }

    @Test
    void theAccountThatWasMeantIsConnectedInItsPlace() {
        var before = tester.bound(store, external).id();

        assertThat(comeBackAs(external).result()).isEqualTo(CONNECTED);
        assertThat(tester.accounts(store)).extracting(AccountView::id).containsExactly(before);
    }

    @Test
    void anotherAccountIsAskedAboutAndBoundOnceConfirmed() {
        var outcome = comeBackAs(external + "other");

        assertThat(outcome.result()).isEqualTo(OTHER);
        assertThat(outcome.handle()).isEqualTo("@" + external + "other");
        assertThat(tester.accounts(store)).extracting(AccountView::externalId).containsExactly(external);

        binding.confirm(store, admin, found(outcome));
        assertThat(tester.accounts(store))
                .extracting(AccountView::externalId)
                .containsExactly(external, external + "other");
        assertUnknown(() -> binding.confirm(store, admin, found(outcome)));
        assertThat(connectors.fake().revoked()).isEmpty();
    }

    @Test
    void whatIsDeclinedIsGivenBackAndNothingIsBound() {
        var outcome = comeBackAs(external + "other");

        binding.decline(store, admin, found(outcome));

        assertThat(tester.accounts(store)).hasSize(1);
        assertThat(connectors.fake().revoked()).hasSize(1);
        assertUnknown(() -> binding.decline(store, admin, found(outcome)));
    }

    @Test
    void nobodyElseConfirmsAndNobodyInAnotherStoreAndNobodyTooLate() {
        var outcome = comeBackAs(external + "other");

        assertUnknown(() -> binding.confirm(store, tester.anAdmin(), found(outcome)));
        assertUnknown(() -> binding.confirm(tester.aStore(Probation.PASSED), admin, found(outcome)));
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_authorization SET expires_at = now() - interval '1 hour' WHERE found_id = ?",
                found(outcome)));
        assertUnknown(() -> binding.confirm(store, admin, found(outcome)));

        binding.giveBackForgotten();
        assertThat(connectors.fake().revoked()).hasSize(1);
        assertThat(tester.accounts(store)).hasSize(1);
    }

    @Test
    void whatNobodyWantsIsGivenBackWithinMinutesAndAgainWhereThePlatformWasAway() {
        assertThat(scheduler.getScheduledJob(TokenSchedule.GIVING_BACK).getNextFireTime())
                .isBefore(Instant.now().plus(Duration.ofMinutes(2)));
        var outcome = comeBackAs(external + "other");
        connectors.fake().failWith(ConnectorException.Kind.UNAVAILABLE);
        binding.decline(store, admin, found(outcome));
        assertUnknown(() -> binding.confirm(store, admin, found(outcome)));
        schedule.giveBackWhatNobodyWants();
        assertThat(connectors.fake().revoked()).isEmpty();

        connectors.fake().failWith(null);
        schedule.giveBackWhatNobodyWants();
        schedule.giveBackWhatNobodyWants();

        assertThat(connectors.fake().revoked()).hasSize(1);
    }

    @Test
    void whoeverIsBoundElsewhereMeanwhileIsNotCutOff() {
        var outcome = comeBackAs(external + "other");
        var elsewhere = tester.aStore(Probation.PASSED);
        tester.bind(elsewhere, admin, CHANNEL, external + "other");

        binding.decline(store, admin, found(outcome));
        schedule.giveBackWhatNobodyWants();

        assertThat(connectors.fake().revoked()).isEmpty();
    }

    @Test
    void theWaitingTokensAreNowhereInTheClear() {
        var outcome = comeBackAs(external + "other");

        String row = jdbi.withHandle(db -> db.createQuery(
                        "SELECT encode(found_access_token, 'escape') || encode(found_refresh_token, 'escape')"
                                + " FROM account_authorization WHERE found_id = :id")
                .bind("id", found(outcome))
                .mapTo(String.class)
                .one());
        assertThat(row).isNotEmpty().doesNotContain("canary");
    }

    @Test
    void anAccountOfAnotherStoreIsRefusedAtOnceAndKeepsItsGrant() {
        var elsewhere = tester.aStore(Probation.PASSED);
        tester.bind(elsewhere, admin, CHANNEL, external + "theirs");

        assertThat(comeBackAs(external + "theirs").rule()).isEqualTo("account-bound-elsewhere");
        assertThat(connectors.fake().revoked()).isEmpty();
    }

    @Test
    void theRulesHoldForTheOtherAccountToo() {
        var official = tester.aStore(Probation.PASSED);
        tester.bind(official, admin, OFFICIAL, external + "official");
        var request = new BindingRequest(
                OFFICIAL,
                Platform.TIKTOK_BUSINESS,
                BindingTester.OURS,
                false,
                null,
                null,
                new AccountId(tester.bound(official, external + "official").id()));
        var outcome = tester.bind(official, admin, request, external + "other");

        assertThatThrownBy(() -> binding.confirm(official, admin, found(outcome)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(StoreProblem.OFFICIAL_ACCOUNT_EXISTS));
        assertThat(connectors.fake().revoked()).hasSize(1);
    }

    private BindingOutcome comeBackAs(String externalId) {
        var account = new AccountId(tester.bound(store, external).id());
        var request = new BindingRequest(CHANNEL, Platform.TIKTOK_BUSINESS, null, false, null, null, account);
        return tester.bind(store, admin, request, externalId);
    }

    private static UUID found(BindingOutcome outcome) {
        return requireNonNull(outcome.found());
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(StoreProblem.UNKNOWN_AUTHORIZATION));
    }
}
