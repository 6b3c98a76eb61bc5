package dev.tributary.routing.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table of policies. */
@ApplicationScoped
class PolicyRows {

    private static final String SELECT = """
            SELECT p.version, p.active, p.revision, p.note, p.document::text, p.created_by, a.name, p.created_at,
                p.activated_at
            FROM routing_policy p JOIN agent a ON a.id = p.created_by
            WHERE p.store_id = :store AND\s""";

    private final Jdbi jdbi;
    private final PolicyDocuments documents;

    PolicyRows(Jdbi jdbi, PolicyDocuments documents) {
        this.jdbi = jdbi;
        this.documents = documents;
    }

    /** Until the transaction ends nobody else changes the store's policies. What only refers to the store goes on. */
    void lock(StoreId store) {
        jdbi.useHandle(db -> db.createQuery("SELECT id FROM store WHERE id = :store FOR NO KEY UPDATE")
                .bind("store", store.value())
                .mapTo(UUID.class)
                .one());
    }

    /** Newest first, those below the given version. */
    List<PolicyView> page(StoreId store, long below, int limit) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "p.version < :below ORDER BY p.version DESC LIMIT :limit")
                .bind("store", store.value())
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    PolicyView require(StoreId store, PolicyVersion version) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "p.version = :version")
                        .bind("store", store.value())
                        .bind("version", version.value())
                        .map((row, context) -> read(row))
                        .findOne())
                .orElseThrow(PolicyVersion::unknown);
    }

    /** 0: none. */
    int active(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT coalesce(max(version), 0) FROM routing_policy WHERE store_id = :store AND active
                        """)
                .bind("store", store.value())
                .mapTo(Integer.class)
                .one());
    }

    /**
     * What there is in the store for a policy to name. Accounts that were unbound have conversations still; of the teams
     * none goes before the transaction ends.
     */
    PolicyCheck.Known known(StoreId store) {
        return new PolicyCheck.Known(
                ids("SELECT id FROM team WHERE store_id = :store FOR KEY SHARE", store).stream()
                        .map(TeamId::new)
                        .collect(toUnmodifiableSet()),
                ids("SELECT id FROM account WHERE store_id = :store", store).stream()
                        .map(AccountId::new)
                        .collect(toUnmodifiableSet()));
    }

    private List<UUID> ids(String sql, StoreId store) {
        return jdbi.withHandle(db -> db.createQuery(sql)
                .bind("store", store.value())
                .mapTo(UUID.class)
                .list());
    }

    PolicyVersion insert(StoreId store, Policy document, String note, AgentId by, Instant now) {
        return jdbi.withHandle(db -> db.createQuery("""
                        INSERT INTO routing_policy (store_id, version, document, note, active, created_by, created_at)
                        SELECT :store, coalesce(max(version), 0) + 1, :document::jsonb, :note, false, :by, :now
                        FROM routing_policy WHERE store_id = :store
                        RETURNING version
                        """)
                .bind("store", store.value())
                .bind("document", documents.write(document))
                .bind("note", note)
                .bind("by", by.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .map(PolicyVersion::new)
                .one());
    }

    void update(StoreId store, PolicyVersion version, Policy document, String note) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE routing_policy SET document = :document::jsonb, note = :note, revision = revision + 1
                        WHERE store_id = :store AND version = :version
                        """)
                .bind("store", store.value())
                .bind("version", version.value())
                .bind("document", documents.write(document))
                .bind("note", note)
                .execute());
    }

    void delete(StoreId store, PolicyVersion version) {
        jdbi.useHandle(
                db -> db.createUpdate("DELETE FROM routing_policy WHERE store_id = :store AND version = :version")
                        .bind("store", store.value())
                        .bind("version", version.value())
                        .execute());
    }

    /** First the one that was, since there is never more than one. */
    void activate(StoreId store, PolicyVersion version, Instant now) {
        jdbi.useHandle(db -> {
            db.createUpdate("UPDATE routing_policy SET active = false WHERE store_id = :store AND active")
                    .bind("store", store.value())
                    .execute();
            db.createUpdate("""
                            UPDATE routing_policy SET active = true, activated_at = :now
                            WHERE store_id = :store AND version = :version
                            """)
                    .bind("store", store.value())
                    .bind("version", version.value())
                    .bind("now", now)
                    .execute();
        });
    }

    private PolicyView read(ResultSet row) throws SQLException {
        var activatedAt = row.getObject("activated_at", OffsetDateTime.class);
        return new PolicyView(
                row.getInt("version"),
                state(row.getBoolean("active"), activatedAt),
                row.getInt("revision"),
                row.getString("note"),
                documents.read(row.getString("document")),
                row.getObject("created_by", UUID.class),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                activatedAt == null ? null : activatedAt.toInstant());
    }

    private static PolicyView.State state(boolean active, @Nullable OffsetDateTime activatedAt) {
        if (active) {
            return PolicyView.State.ACTIVE;
        }
        return activatedAt == null ? PolicyView.State.DRAFT : PolicyView.State.PAST;
    }
}
