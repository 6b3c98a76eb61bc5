package dev.tributary.store;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.Grant;
import dev.tributary.connector.Platform;
import dev.tributary.platform.id.Ids;
import dev.tributary.store.Authorizations.Authorization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is written about accounts. Every method belongs into the transaction of the one who calls it. */
@ApplicationScoped
class AccountRows {

    private final Jdbi jdbi;
    private final Clock clock;

    AccountRows(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Which slots are taken, and by whom. */
    Map<Integer, String> takenSlots(StoreId store, Platform platform) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT slot, coalesce(handle, external_id) AS name FROM account
                        WHERE store_id = :store AND platform = :platform AND unbound_at IS NULL
                        """)
                .bind("store", store.value())
                .bind("platform", platform)
                .map((row, context) -> Map.entry(row.getInt("slot"), row.getString("name")))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether the store has an account in that role that somebody has to connect again, now or soon. */
    boolean anyToReconnect(StoreId store, Platform platform, AccountRole role) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT a.scopes, a.state, c.refresh_expires_at < :soon AS ends_soon
                        FROM account a JOIN account_credential c ON c.account_id = a.id
                        WHERE a.store_id = :store AND a.platform = :platform AND a.role = :role AND a.unbound_at IS NULL
                        """)
                .bind("soon", ConsentNotice.MONTH.from(clock.instant()))
                .bind("store", store.value())
                .bind("platform", platform)
                .bind("role", role)
                .map((row, context) -> row.getBoolean("ends_soon")
                        || AccountState.valueOf(row.getString("state")) != AccountState.CONNECTED
                        || !Feature.missingFrom(Scopes.parse(row.getString("scopes")))
                                .isEmpty())
                .list()
                .contains(true));
    }

    /** A new account, or one that this store once had: then its history goes on. */
    AccountId bind(Authorization authorization, Grant grant, int slot) {
        var request = authorization.request();
        var declared = request.declared();
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH again AS (
                            UPDATE account SET role = :role, slot = :slot, state = 'CONNECTED', state_reason = NULL,
                                scopes = :scopes, legal_entity_name = :name, legal_registration_number = :number,
                                bound_by = :admin, bound_at = :now, unbound_at = NULL, version = version + 1
                            WHERE id = (
                                SELECT id FROM account
                                WHERE store_id = :store AND platform = :platform AND external_id = :externalId
                                    AND unbound_at IS NOT NULL
                                ORDER BY unbound_at DESC LIMIT 1)
                            RETURNING id
                        ), fresh AS (
                            INSERT INTO account (id, store_id, platform, role, slot, external_id, state, scopes,
                                legal_entity_name, legal_registration_number, bound_by, bound_at)
                            SELECT :id, :store, :platform, :role, :slot, :externalId, 'CONNECTED', :scopes,
                                :name, :number, :admin, :now
                            WHERE NOT EXISTS (SELECT 1 FROM again)
                            RETURNING id
                        )
                        SELECT id FROM again UNION ALL SELECT id FROM fresh
                        """)
                .bind("id", Ids.next())
                .bind("store", authorization.store().value())
                .bind("platform", request.platform())
                .bind("role", request.role())
                .bind("slot", slot)
                .bind("externalId", grant.accountExternalId())
                .bind("scopes", Scopes.format(grant.scopes()))
                .bind("name", declared == null ? null : declared.name())
                .bind("number", declared == null ? null : declared.registrationNumber())
                .bind("admin", authorization.admin().value())
                .bind("now", clock.instant())
                .mapTo(UUID.class)
                .map(AccountId::new)
                .one());
    }

    void reconnect(AccountId account, Set<String> scopes) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE account SET state = 'CONNECTED', state_reason = NULL, scopes = :scopes,
                            version = version + 1
                        WHERE id = :id
                        """)
                .bind("scopes", Scopes.format(scopes))
                .bind("id", account.value())
                .execute());
    }

    /** Empty where nothing changed. */
    Optional<StoreId> unbind(AccountId account) {
        return changed("""
                        UPDATE account SET state = 'UNBOUND', state_reason = NULL, unbound_at = :value::timestamptz,
                            version = version + 1
                        WHERE id = :id AND unbound_at IS NULL RETURNING store_id
                        """, account, clock.instant().toString());
    }

    Optional<StoreId> disconnect(AccountId account, String reason) {
        return changed("""
                        UPDATE account SET state = 'NEEDS_RECONNECT', state_reason = left(:value, 500),
                            version = version + 1
                        WHERE id = :id AND state = 'CONNECTED' RETURNING store_id
                        """, account, reason);
    }

    Optional<StoreId> learnCommentAuthor(AccountId account, String author) {
        return changed("""
                        UPDATE account SET comment_author_id = :value, version = version + 1
                        WHERE id = :id AND comment_author_id IS DISTINCT FROM :value RETURNING store_id
                        """, account, author);
    }

    Optional<StoreId> setMarket(AccountId account, @Nullable String market) {
        return changed("""
                        UPDATE account SET market = :value, version = version + 1
                        WHERE id = :id AND market IS DISTINCT FROM :value RETURNING store_id
                        """, account, market);
    }

    Optional<StoreId> grant(AccountId account, Set<String> scopes) {
        return changed("""
                        UPDATE account SET scopes = :value, version = version + 1
                        WHERE id = :id AND scopes <> :value RETURNING store_id
                        """, account, Scopes.format(scopes));
    }

    Optional<StoreId> describe(AccountId account, AccountProfile profile) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE account SET handle = coalesce(:handle, handle), display_name = coalesce(:name, display_name),
                            avatar_url = coalesce(:avatar, avatar_url), version = version + 1
                        WHERE id = :id RETURNING store_id
                        """)
                .bind("handle", profile.handle())
                .bind("name", profile.displayName())
                .bind(
                        "avatar",
                        profile.avatar() == null ? null : profile.avatar().toString())
                .bind("id", account.value())
                .mapTo(UUID.class)
                .map(StoreId::new)
                .findOne());
    }

    private Optional<StoreId> changed(String sql, AccountId account, @Nullable String value) {
        return jdbi.withHandle(db -> db.createQuery(sql)
                .bind("id", account.value())
                .bind("value", value)
                .mapTo(UUID.class)
                .map(StoreId::new)
                .findOne());
    }
}
