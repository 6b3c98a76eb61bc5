package dev.tributary.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.platform.secret.Secrets;
import dev.tributary.platform.secret.UnreadableSecretException;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class AccountTokensTest {

    @Inject
    BindingTester tester;

    @Inject
    AccountTokens tokens;

    @Inject
    AccountService accounts;

    @Inject
    AccountViews views;

    @Inject
    FakeConnectors connectors;

    @Inject
    CredentialRows rows;

    @Inject
    TokenSchedule schedule;

    @Inject
    TokenRenewal renewal;

    @Inject
    Accounts bound;

    @Inject
    Clock clock;

    @Inject
    Secrets secrets;

    @Inject
    Jdbi jdbi;

    private AccountId account;

    @BeforeEach
    void bindAnAccount() {
        connectors.fake().reset();
        account = tester.anAccount();
    }

    @Test
    void aTokenThatLastsIsUsedAsItIs() throws Exception {
        var first = tokens.usable(account);

        assertThat(tokens.usable(account)).isEqualTo(first);
        assertThat(connectors.fake().refreshedWith()).isEmpty();
    }

    @Test
    void aTokenThatEndsWithinMinutesIsRenewedAndOnDiskBeforeItIsUsed() throws Exception {
        var old = tokens.usable(account);
        endsIn("4 minutes");

        var renewed = tokens.usable(account);

        assertThat(renewed).isNotEqualTo(old);
        assertThat(rows.accessToken(rows.connected(account).orElseThrow())).isEqualTo(renewed.accessToken());
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    @Tag("F88")
    void manyWhoNeedATokenAtOnceAreServedByOneRenewal() throws Exception {
        endsIn("-1 minutes");

        var used = atOnce(8, () -> tokens.usable(account));

        assertThat(connectors.fake().refreshedWith()).hasSize(1);
        assertThat(Set.copyOf(used)).hasSize(1);
    }

    @Test
    @Tag("F88")
    void whileSomebodyElseRenewsATokenThatStillWorksIsUsedWithoutWaiting() throws Exception {
        var current = tokens.usable(account);
        endsIn("4 minutes");
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET lease_until = now() + interval '1 hour' WHERE account_id = ?",
                account.value()));

        assertThat(tokens.usable(account)).isEqualTo(current);
        assertThat(connectors.fake().refreshedWith()).isEmpty();
    }

    @Test
    @Tag("F69")
    void theLeaseOfANodeThatDiedIsTakenOver() throws Exception {
        endsIn("-1 minutes");
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET lease_until = clock_timestamp() + interval '300 ms' WHERE account_id = ?",
                account.value()));

        tokens.usable(account);

        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    @Tag("F87")
    void aTokenThatThePlatformRejectsIsReplacedOnceForEverybody() throws Exception {
        var refused = tokens.usable(account);

        var others = atOnce(4, () -> tokens.rejected(account, refused).orElseThrow());

        assertThat(Set.copyOf(others)).hasSize(1).doesNotContain(refused);
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    @Tag("F87")
    @Tag("F89")
    void whereTheRenewalIsRefusedForGoodTheAccountSaysThatItMustBeConnectedAgain() throws Exception {
        var other = tester.anAccount();
        var refused = tokens.usable(account);
        connectors.fake().failWith(Kind.UNAUTHORIZED);

        assertThat(tokens.rejected(account, refused)).isEmpty();

        var shown = views.of(List.of(account)).get(0);
        assertThat(shown.state()).isEqualTo(AccountState.NEEDS_RECONNECT);
        assertThat(shown.stateReason()).contains("said the fake").doesNotContain("canary");
        assertThat(shown.health()).isEqualTo(AccountHealth.BROKEN);
        assertThatThrownBy(() -> tokens.usable(account)).isInstanceOf(AccountDisconnectedException.class);
        assertThat(tokens.rejected(account, refused)).isEmpty();
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
        assertThat(tokens.usable(other)).isNotNull();
    }

    @Test
    @Tag("F88")
    void whereThePlatformIsIllTheAccountStaysConnectedAndIsAskedAgain() throws Exception {
        var refused = tokens.usable(account);
        connectors.fake().failWith(Kind.UNAVAILABLE);

        assertThat(tokens.rejected(account, refused)).isEmpty();

        assertThat(views.of(List.of(account)).get(0).state()).isEqualTo(AccountState.CONNECTED);
        connectors.fake().failWith(null);
        assertThat(tokens.rejected(account, refused)).isPresent();
    }

    @Test
    @Tag("F88")
    void whereTheAnswerToARenewalWasLostTheTokenIsUsedAsLongAsItLastsAndTheReasonSaysSo() throws Exception {
        var old = tokens.usable(account);
        endsIn("30 minutes");
        connectors.fake().failWith(Kind.UNAVAILABLE);
        schedule.renewThoseThatEndSoon();

        connectors.fake().failWith(Kind.UNAUTHORIZED);
        schedule.renewThoseThatEndSoon();

        assertThat(tokens.usable(account)).isEqualTo(old);
        endsIn("-1 minutes");
        assertThatThrownBy(() -> tokens.usable(account)).isInstanceOf(AccountDisconnectedException.class);
        assertThat(views.of(List.of(account)).get(0).stateReason())
                .contains("said the fake", "An earlier renewal was never answered");
    }

    @Test
    @Tag("F69")
    @Tag("F88")
    void theAnswerToANodeThatDiedIsLostToo() throws Exception {
        endsIn("30 minutes");
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET lease_until = clock_timestamp() - interval '1 s' WHERE account_id = ?",
                account.value()));
        connectors.fake().failWith(Kind.UNAUTHORIZED);

        schedule.renewThoseThatEndSoon();

        assertThat(tokens.usable(account)).isNotNull();
    }

    @Test
    @Tag("F69")
    @Tag("F88")
    void aNodeThatDiesBetweenTikToksAnswerAndTheCommitLosesTheNewTokenAndNotTheOldOne() throws Exception {
        var old = tokens.usable(account);
        endsIn("30 minutes");
        connectors.fake().rotateRefreshTokens();
        connectors.fake().afterRefresh(() -> {
            throw new NodeDied();
        });
        var seen = rows.connected(account).orElseThrow();
        assertThatThrownBy(() -> renewal.renew(seen, true)).isInstanceOf(NodeDied.class);
        connectors.fake().afterRefresh(() -> {});

        // Another node asks once the lease has ended, and hears that the refresh token was used.
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET lease_until = clock_timestamp() - interval '1 s' WHERE account_id = ?",
                account.value()));
        schedule.renewThoseThatEndSoon();

        assertThat(connectors.fake().refreshedWith())
                .filteredOn(rows.refreshToken(seen)::equals)
                .hasSize(2);
        assertThat(tokens.usable(account)).isEqualTo(old);
        endsIn("-1 minutes");
        assertThatThrownBy(() -> tokens.usable(account)).isInstanceOf(AccountDisconnectedException.class);
        assertThat(views.get(account).stateReason()).contains("An earlier renewal was never answered");
    }

    @Test
    @Tag("F88")
    void anAnswerOfTikToksIsNotLostToADatabaseThatIsAwayForAMoment() throws Exception {
        endsIn("-1 minutes");
        connectors.fake().rotateRefreshTokens();
        var back = new AtomicReference<CompletableFuture<Void>>();
        connectors.fake().afterRefresh(() -> {
            jdbi.useHandle(db -> db.execute("ALTER TABLE account_credential ADD CONSTRAINT away CHECK (account_id <> '"
                    + account + "') NOT VALID"));
            back.set(CompletableFuture.runAsync(
                    () -> jdbi.useHandle(db -> db.execute("ALTER TABLE account_credential DROP CONSTRAINT away")),
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS)));
        });

        var renewed = tokens.usable(account);

        requireNonNull(back.get()).join();
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
        assertThat(rows.accessToken(rows.connected(account).orElseThrow())).isEqualTo(renewed.accessToken());
    }

    @ParameterizedTest
    @Tag("F88")
    @ValueSource(strings = {"PT25H", "PT-25H"})
    void twoNodesWhoseClocksDifferRenewOnceAndDoNotFightOverIt(Duration skew) throws Exception {
        var wrong = Clock.offset(clock, skew);
        var other = new AccountTokens(rows, new TokenRenewal(rows, accounts, connectors, wrong), wrong);
        endsIn("1 hour");

        var used = atOnce(8, () -> (Thread.currentThread().getId() % 2 == 0 ? tokens : other).usable(account));

        // Whoever thinks that the token has ended renews it, once; whoever does not goes on with what there is.
        assertThat(connectors.fake().refreshedWith()).hasSizeLessThanOrEqualTo(1);
        assertThat(Set.copyOf(used)).hasSizeLessThanOrEqualTo(2);
        assertThat(other.usable(account)).isEqualTo(tokens.usable(account));
        assertThat(connectors.fake().refreshedWith()).hasSize(skew.isNegative() ? 0 : 1);
    }

    @Test
    @Tag("F87")
    void whatComesInIsStillTheAccountsWhenItMustBeConnectedAgain() {
        accounts.disconnected(account, "TikTok says so");

        assertThat(bound.find(account)).isPresent();
        assertThatThrownBy(() -> tokens.usable(account)).isInstanceOf(AccountDisconnectedException.class);
    }

    @Test
    void tokensCopiedIntoTheRowOfAnotherAccountCannotBeRead() {
        var other = tester.anAccount();
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET access_token = (SELECT access_token FROM account_credential"
                        + " WHERE account_id = ?) WHERE account_id = ?",
                other.value(),
                account.value()));

        assertThatThrownBy(() -> tokens.usable(account))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(account.toString());
    }

    /** By up to a third of the hour before the end. */
    @Test
    void accountsThatEndTogetherAreNotRenewedTogether() {
        var many = IntStream.range(0, 24).mapToObj(it -> tester.anAccount()).toList();
        for (var it : many) {
            jdbi.useHandle(db -> db.execute(
                    "UPDATE account_credential SET access_expires_at = now() + interval '50 minutes' WHERE account_id = ?",
                    it.value()));
        }

        var due = rows.endingWithin(Duration.ofMinutes(60), 1_000).stream()
                .map(it -> it.account())
                .filter(many::contains)
                .toList();
        assertThat(due).isNotEmpty().hasSizeLessThan(many.size());
        assertThat(rows.endingWithin(Duration.ofMinutes(76), 1_000))
                .extracting(it -> it.account())
                .containsAll(many);
        jdbi.useHandle(db -> db.execute("UPDATE account_credential SET access_expires_at = now() + interval '1 day'"));
    }

    @Test
    void aRefusalOfAnOldTokenDoesNotDisconnectAnAccountThatWasConnectedAgainMeanwhile() throws Exception {
        var refused = tokens.usable(account);
        connectors.fake().failWith(Kind.UNAUTHORIZED);
        connectors
                .fake()
                .duringRefresh(() -> jdbi.useHandle(db -> db.execute(
                        "UPDATE account_credential SET access_token = ? WHERE account_id = ?",
                        cipherOf("act.reconnected"),
                        account.value())));

        assertThat(tokens.rejected(account, refused)).contains(new Credentials("act.reconnected"));

        assertThat(views.of(List.of(account)).get(0).state()).isEqualTo(AccountState.CONNECTED);
    }

    @Test
    @Tag("F89")
    void aScopeThatIsGoneAfterARenewalIsShown() throws Exception {
        endsIn("1 minutes");
        connectors.fake().grantOnly(Set.of("message.list.read"));

        tokens.usable(account);

        assertThat(views.of(List.of(account)).get(0).missing()).contains(Feature.SEND_DM);
    }

    @Test
    void theScheduleRenewsWhatEndsSoonAndNothingElse() throws Exception {
        var lasting = tester.anAccount();
        var before = tokens.usable(lasting);
        endsIn("10 minutes");

        schedule.renewThoseThatEndSoon();

        assertThat(connectors.fake().refreshedWith()).hasSize(1);
        assertThat(tokens.usable(lasting)).isEqualTo(before);
    }

    @Test
    void whatIsLearntOfAnAccountIsToldOnce() {
        accounts.learnCommentAuthor(account, "author-1");
        var told = changes();

        accounts.learnCommentAuthor(account, "author-1");
        assertThat(changes()).isEqualTo(told);

        accounts.disconnected(account, "TikTok says so");
        accounts.disconnected(account, "TikTok says so again");
        assertThat(changes()).isEqualTo(told + 1);
        assertThat(views.of(List.of(account)).get(0).stateReason()).isEqualTo("TikTok says so");
    }

    private byte[] cipherOf(String token) {
        return secrets.encrypt(token, "account_credential:" + account + ":access");
    }

    @Test
    void eachStepTowardsTheEndOfAConsentIsToldOnce() {
        schedule.noticeConsentsThatEnd();
        for (var left : List.of("29 days", "6 days", "20 hours", "-1 hour", "300 days")) {
            jdbi.useHandle(db -> db.execute(
                    "UPDATE account_credential SET refresh_expires_at = now() + ?::interval WHERE account_id = ?",
                    left,
                    account.value()));
            var before = changes();

            schedule.noticeConsentsThatEnd();
            schedule.noticeConsentsThatEnd();

            assertThat(changes()).as(left).isEqualTo(before + 1);
        }
    }

    private void endsIn(String interval) {
        jdbi.useHandle(db -> db.execute(
                "UPDATE account_credential SET access_expires_at = now() + ?::interval WHERE account_id = ?",
                interval,
                account.value()));
    }

    private int changes() {
        return jdbi.withHandle(db -> db.createQuery("SELECT count(*) FROM change WHERE subject_id = :id")
                .bind("id", account.value())
                .mapTo(Integer.class)
                .one());
    }

    private static class NodeDied extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Attempt<T> {
        T run() throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Attempt<T> attempt) {
        var start = new CountDownLatch(threads);
        return IntStream.range(0, threads)
                .mapToObj(it -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.countDown();
                                if (!start.await(10, TimeUnit.SECONDS)) {
                                    throw new AssertionError("Not all threads began");
                                }
                                return attempt.run();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
