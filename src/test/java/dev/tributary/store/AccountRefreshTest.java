package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.store.CredentialRows.StoredCredential;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An admin who does not want to wait for the schedule. */
@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class AccountRefreshTest {

    @Inject
    BindingTester tester;

    @Inject
    AccountTokens tokens;

    @Inject
    TokenRenewal renewal;

    @Inject
    CredentialRows rows;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private Colleague admin;
    private AccountId account;

    @BeforeEach
    void bindAnAccount() {
        connectors.fake().reset();
        admin = Colleague.admin();
        account = tester.anAccount();
    }

    @Test
    void theTokenIsNewAndSoIsWhatTikTokSaysOfTheAccount() throws Exception {
        var before = tokens.usable(account);
        connectors.fake().grantOnly(Set.of("message.list.read", "comment.list"));
        jdbi.useHandle(db -> db.execute("UPDATE account SET handle = 'old', display_name = 'Old' WHERE id = ?", id()));

        refresh(admin)
                .then()
                .statusCode(200)
                .body("id", Matchers.is(account.toString()))
                .body("handle", Matchers.startsWith("@-000"))
                .body("displayName", Matchers.startsWith("Shop -000"))
                .body("missing", Matchers.hasItem("SEND_DM"));

        assertThat(tokens.usable(account)).isNotEqualTo(before);
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    @Tag("F88")
    void twoWhoAskAtOnceAndTheScheduleShareOneRenewal() {
        var seen = rows.connected(account).orElseThrow();

        var renewed = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> renew(seen), it -> new Thread(it).start()))
                .limit(5)
                .toList();
        var scheduled = CompletableFuture.supplyAsync(() -> renewBySchedule(seen));

        assertThat(renewed).allSatisfy(it -> {
            assertThat(it.join().failure()).isNull();
            assertThat(it.join().credential().isSameAs(seen)).isFalse();
        });
        assertThat(scheduled.join()).isNotNull();
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    void whatTikTokDoesNotDoIsSaidAndNothingIsLost() throws Exception {
        var before = tokens.usable(account);
        connectors.fake().failWith(Kind.UNAVAILABLE);

        refresh(admin)
                .then()
                .statusCode(502)
                .body("type", Matchers.is("/problems/platform-call-failed"))
                .body("detail", Matchers.containsString("said the fake"));

        assertThat(tokens.usable(account)).isEqualTo(before);
    }

    @Test
    @Tag("F89")
    void anAccountWhoseConsentIsGoneSaysSo() {
        connectors.fake().failWith(Kind.UNAUTHORIZED);

        for (var it = 0; it < 2; it++) {
            refresh(admin).then().statusCode(409).body("type", Matchers.is("/problems/account-disconnected"));
        }
        assertThat(connectors.fake().refreshedWith()).hasSize(1);
    }

    @Test
    @Tag("S5")
    void onlyAnAdminRefreshesAndOnlyWhatThereIs() {
        UUID store = jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM account WHERE id = :id")
                .bind("id", id())
                .mapTo(UUID.class)
                .one());

        refresh(Colleague.agentOf(store)).then().statusCode(403);
        refresh(Colleague.agentOf(tester.aStore(Probation.PASSED).value()))
                .then()
                .statusCode(404);
        admin.browser()
                .post("/api/accounts/" + UUID.randomUUID() + "/refresh")
                .then()
                .statusCode(404);
        assertThat(connectors.fake().refreshedWith()).isEmpty();
    }

    private TokenRenewal.Renewed renew(StoredCredential seen) {
        try {
            return renewal.renewAndWait(seen);
        } catch (AccountDisconnectedException e) {
            throw new AssertionError(e);
        }
    }

    private StoredCredential renewBySchedule(StoredCredential seen) {
        try {
            return renewal.renew(seen, true);
        } catch (AccountDisconnectedException e) {
            throw new AssertionError(e);
        }
    }

    private Response refresh(Colleague who) {
        return who.browser().post("/api/accounts/" + account + "/refresh");
    }

    private UUID id() {
        return account.value();
    }
}
