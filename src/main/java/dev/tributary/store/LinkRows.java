package dev.tributary.store;

import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.store.Authorizations.Authorization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Each time that an account was bound. Every method belongs into the transaction of the one who calls it. */
@ApplicationScoped
class LinkRows {

    private final Jdbi jdbi;
    private final Clock clock;

    LinkRows(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How often the official account was changed for another. */
    int officialChanges(StoreId store, Platform platform) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH link AS (
                            SELECT a.external_id,
                                lag(a.external_id) OVER (ORDER BY l.ordinal) AS previous
                            FROM account_link l JOIN account a ON a.id = l.account_id
                            WHERE l.store_id = :store AND l.platform = :platform AND l.role = 'OFFICIAL')
                        SELECT count(*) FROM link WHERE previous <> external_id
                        """)
                .bind("store", store.value())
                .bind("platform", platform)
                .mapTo(Integer.class)
                .one());
    }

    /** How often a channel account was bound within the window. */
    Links channelLinks(StoreId store, Platform platform, Duration window) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT count(*) AS used, min(linked_at) AS oldest FROM account_link
                        WHERE store_id = :store AND platform = :platform AND role = 'CHANNEL' AND linked_at > :since
                        """)
                .bind("store", store.value())
                .bind("platform", platform)
                .bind("since", clock.instant().minus(window))
                .map((row, context) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new Links(row.getInt("used"), oldest == null ? null : oldest.toInstant());
                })
                .one());
    }

    void link(Store store, AccountId account, Authorization authorization) {
        var request = authorization.request();
        var declared = request.declared();
        var now = clock.instant();
        var needed =
                declared != null && request.confirmed() && !store.legalEntity().isSameAs(declared);
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO account_link (store_id, platform, role, ordinal, account_id, linked_by, linked_at,
                            store_entity_name, store_registration_number, legal_entity_name,
                            legal_registration_number, confirmed_by, confirmed_at, evidence,
                            evidence_file_id)
                        SELECT :store, :platform, :role, coalesce(max(ordinal), 0) + 1, :account, :by, :now,
                            :ourName, :ourNumber, :name, :number, :confirmedBy, :confirmedAt, :evidence,
                            :file
                        FROM account_link WHERE store_id = :store AND platform = :platform AND role = :role
                        """)
                .bind("store", store.id().value())
                .bind("platform", request.platform())
                .bind("role", request.role())
                .bind("account", account.value())
                .bind("by", authorization.admin().value())
                .bind("now", now)
                .bind("ourName", store.legalEntity().name())
                .bind("ourNumber", store.legalEntity().registrationNumber())
                .bind("name", declared == null ? null : declared.name())
                .bind("number", declared == null ? null : declared.registrationNumber())
                .bind("confirmedBy", needed ? authorization.admin().value() : null)
                .bind("confirmedAt", needed ? now : null)
                .bind("evidence", request.evidence())
                .bind(
                        "file",
                        request.evidenceFile() == null
                                ? null
                                : request.evidenceFile().value())
                .execute());
    }

    void unlink(AccountId account, AgentId by) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE account_link SET unlinked_by = :by, unlinked_at = :now
                        WHERE account_id = :account AND unlinked_at IS NULL
                        """)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("account", account.value())
                .execute());
    }

    record Links(int used, @Nullable Instant oldest) {}
}
