package dev.tributary.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.store.StoreHistory.Ground;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class EvidenceFilesTest {

    @Inject
    EvidenceFiles files;

    @Inject
    TokenSchedule schedule;

    @Inject
    StoreService stores;

    @Inject
    BindingTester tester;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private AgentId admin;
    private StoreId store;

    @BeforeEach
    void openAStore() {
        connectors.fake().reset();
        admin = tester.anAdmin();
        store = tester.aStore(Probation.PASSED);
    }

    @Test
    void whatNobodyRefersToIsGoneAfterADayAndWhatSomebodyRefersToNever() {
        var unused = aFile("25 hours");
        var fresh = aFile("23 hours");
        var recorded = aFile("400 days");
        stores.change(
                admin,
                store,
                new Store.Details(null, null, null, null, Probation.PASSED, null, null, null, null),
                new Ground(null, null, recorded));
        var bound = aFile("400 days");
        tester.bind(store, admin, request(bound), "-000" + UUID.randomUUID());
        var begun = aFile("400 days");
        tester.begin(store, admin, request(begun));

        schedule.forgetUnfinishedBindings();

        assertThat(kept()).contains(fresh, recorded, bound, begun).doesNotContain(unused);
        assertThatThrownBy(() ->
                        jdbi.useHandle(db -> db.execute("DELETE FROM evidence_file WHERE id = ?", recorded.value())))
                .hasMessageContaining("store_history_evidence_of_store");
    }

    private static BindingRequest request(EvidenceFileId file) {
        return new BindingRequest(AccountRole.CHANNEL, Platform.TIKTOK_BUSINESS, null, false, null, file, null);
    }

    /** Given that long ago. */
    private EvidenceFileId aFile(String age) {
        var file = new EvidenceFileId(files.add(admin, store, "letter.pdf", "%PDF-1.7 a letter".getBytes(US_ASCII))
                .id());
        // Nothing changes evidence, so it is put in once more.
        var older = new EvidenceFileId(UUID.randomUUID());
        jdbi.useHandle(db -> db.execute("""
                        INSERT INTO evidence_file (id, store_id, name, type, size, sha256, content, uploaded_by, uploaded_at)
                        SELECT ?, store_id, name, type, size, sha256, content, uploaded_by, now() - ?::interval
                        FROM evidence_file WHERE id = ?
                        """, older.value(), age, file.value()));
        return older;
    }

    private List<EvidenceFileId> kept() {
        return jdbi.withHandle(db -> db.createQuery("SELECT id FROM evidence_file WHERE store_id = :store")
                .bind("store", store.value())
                .mapTo(UUID.class)
                .map(EvidenceFileId::new)
                .list());
    }
}
