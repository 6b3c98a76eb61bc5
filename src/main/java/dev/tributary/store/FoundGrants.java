package dev.tributary.store;

import dev.tributary.connector.Grant;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.secret.Secrets;
import dev.tributary.store.Authorizations.Authorization;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Grants over another account than the one that was to be connected again, until somebody says what to do with them. */
@ApplicationScoped
class FoundGrants {

    private final Jdbi jdbi;
    private final Secrets secrets;
    private final Clock clock;

    FoundGrants(Jdbi jdbi, Secrets secrets, Clock clock) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param state in which it came back, used up by now */
    UUID hold(String state, Grant grant) {
        var id = Ids.next();
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE account_authorization SET expires_at = :expires, found_id = :id,
                            found_external_id = :externalId, found_scopes = :scopes,
                            found_access_token = :access, found_access_expires_at = :accessExpires,
                            found_refresh_token = :refresh, found_refresh_expires_at = :refreshExpires
                        WHERE state_hash = :hash
                        """)
                .bind("expires", clock.instant().plus(Authorizations.LIFETIME))
                .bind("id", id)
                .bind("externalId", grant.accountExternalId())
                .bind("scopes", Scopes.format(grant.scopes()))
                .bind("access", secrets.encrypt(grant.accessToken(), place(id, "access")))
                .bind("accessExpires", grant.accessExpiresAt())
                .bind("refresh", secrets.encrypt(grant.refreshToken(), place(id, "refresh")))
                .bind("refreshExpires", grant.refreshExpiresAt())
                .bind("hash", Authorizations.hash(state))
                .execute());
        return id;
    }

    /** Takes it out, once and for whoever began only. Empty where it is not there, or not any more. */
    Optional<Found> take(UUID id, StoreId store, AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        DELETE FROM account_authorization
                        WHERE found_id = :id AND store_id = :store AND agent_id = :agent AND expires_at > :now
                        RETURNING *
                        """)
                .bind("id", id)
                .bind("store", store.value())
                .bind("agent", agent.value())
                .bind("now", clock.instant())
                .map(this::read)
                .findOne());
    }

    /**
     * Nobody can take it any more. It stays until it is given back.
     *
     * @return whether it was there, and whoever asks for it began
     */
    boolean decline(UUID id, StoreId store, AgentId agent) {
        return jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE account_authorization SET expires_at = :now
                        WHERE found_id = :id AND store_id = :store AND agent_id = :agent AND expires_at > :now
                        """)
                        .bind("id", id)
                        .bind("store", store.value())
                        .bind("agent", agent.value())
                        .bind("now", clock.instant())
                        .execute()
                > 0);
    }

    /** Those that nobody said anything about in time, or that were declined. */
    List<UUID> forgotten() {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT found_id FROM account_authorization WHERE found_id IS NOT NULL AND expires_at <= :now")
                .bind("now", clock.instant())
                .mapTo(UUID.class)
                .list());
    }

    Optional<Found> find(UUID id) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM account_authorization WHERE found_id = :id")
                .bind("id", id)
                .map(this::read)
                .findOne());
    }

    void forget(UUID id) {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM account_authorization WHERE found_id = :id")
                .bind("id", id)
                .execute());
    }

    private Found read(ResultSet row, StatementContext context) throws SQLException {
        var id = row.getObject("found_id", UUID.class);
        var grant = new Grant(
                row.getString("found_external_id"),
                secrets.decrypt(row.getBytes("found_access_token"), place(id, "access")),
                instant(row, "found_access_expires_at"),
                secrets.decrypt(row.getBytes("found_refresh_token"), place(id, "refresh")),
                instant(row, "found_refresh_expires_at"),
                Set.copyOf(Scopes.parse(row.getString("found_scopes"))));
        return new Found(Authorizations.read(row, context), grant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String place(UUID id, String which) {
        return "account_authorization:" + id + ":" + which;
    }

    record Found(Authorization authorization, Grant grant) {}
}
