package dev.tributary.store;

import static dev.tributary.store.AccountRole.CHANNEL;
import static dev.tributary.store.AccountRole.OFFICIAL;
import static dev.tributary.store.BindingOutcome.Result.CONNECTED;
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
import java.util.UUID;
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
                OFFICIAL, Platform.TIKTOK_BUSINESS, NEARLY_OURS, true, "Licence of 2025-11-02, same seal", null, null);
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
                null,
                null);

        assertThatThrownBy(() -> binding.begin(store, admin, null, other))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(StoreProblem.LEGAL_ENTITY_MISMATCH));
    }

    @Test
    void howLongTikTokKeepsAnAccountBoundIsShownAndHoldsNobodyUp() {
        tester.bind(store, admin, CHANNEL, external);
        tester.boundEarlier(store, "23 hours");

        assertThat(limits.of(store).accounts())
                .singleElement()
                .satisfies(it -> assertThat(it.unlinkable()).isFalse());
        tester.boundEarlier(store, "1 hour");
        assertThat(limits.of(store).accounts())
                .singleElement()
                .satisfies(it -> assertThat(it.unlinkable()).isTrue());
        assertThat(limits.of(store).unlinkWaitSeconds()).isEqualTo(24 * 3600);
        assertThat(Market.of("ID").orElseThrow().unlinkWait().toHours()).isEqualTo(48);

        tester.bind(store, admin, CHANNEL, external + "mistake");
        tester.unbind(store, admin, external + "mistake");
        assertThat(tester.accounts(store)).hasSize(1);
    }

    @Test
    void aChangeOfTheOfficialAccountIsCountedWhereItIsAnotherAccount() {
        for (var it = 0; it <= 3; it++) {
            tester.bind(store, admin, OFFICIAL, external + it);
            tester.unbind(store, admin, external + it);
        }
        assertThat(limits.of(store).officialChanges()).isEqualTo(new StoreLimits.Count(3, 3, null));

        assertThat(tester.bind(store, admin, OFFICIAL, external + "3").result()).isEqualTo(CONNECTED);
        assertThat(limits.of(store).officialChanges().used()).isEqualTo(3);
    }

    @Test
    void theLinksOfChannelAccountsAreCountedOverHalfAYearAndItIsSaidWhenThereIsRoomAgain() {
        for (var it = 0; it < 10; it++) {
            tester.bind(store, admin, CHANNEL, external);
            tester.unbind(store, admin, external);
        }
        var shown = limits.of(store).channelLinks();
        assertThat(shown.used()).isEqualTo(10);
        assertThat(shown.nextAt()).isNotNull();

        tester.boundEarlier(store, "180 days");
        tester.bind(store, admin, CHANNEL, external);
        assertThat(limits.of(store).channelLinks()).isEqualTo(new StoreLimits.Count(1, 10, null));
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
}
