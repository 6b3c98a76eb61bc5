package dev.tributary.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.connector.Platform;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Bindings that were begun and not yet ended.
 *
 * <p>The {@code state} that goes round through TikTok is random, lives ten minutes, works once, and only in the login
 * in which it was begun: whoever lures an admin to a callback address of their own making binds nothing. A program has no
 * login and no browser; what it began is ended by any browser that brings the state and is nobody else's.
 */
@ApplicationScoped
class Authorizations {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 32;

    private final Jdbi jdbi;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Authorizations(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    Begun begin(StoreId store, AgentId admin, @Nullable SessionId session, BindingRequest request) {
        var bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        var state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        var declared = request.declared();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO account_authorization (state_hash, store_id, agent_id, session_id, platform, role,
                            legal_entity_name, legal_registration_number, entity_confirmed, evidence,
                            evidence_file_id, reconnect_id, created_at, expires_at)
                        VALUES (:hash, :store, :admin, :session, :platform, :role, :name, :number, :confirmed, :evidence,
                            :file, :reconnect, :now, :expires)
                        """)
                .bind("hash", hash(state))
                .bind("store", store.value())
                .bind("admin", admin.value())
                .bind("session", session == null ? null : session.value())
                .bind("platform", request.platform())
                .bind("role", request.role())
                .bind("name", declared == null ? null : declared.name())
                .bind("number", declared == null ? null : declared.registrationNumber())
                .bind("confirmed", request.confirmed())
                .bind("evidence", request.evidence())
                .bind(
                        "file",
                        request.evidenceFile() == null
                                ? null
                                : request.evidenceFile().value())
                .bind(
                        "reconnect",
                        request.reconnect() == null ? null : request.reconnect().value())
                .bind("now", now)
                .bind("expires", now.plus(LIFETIME))
                .execute());
        return new Begun(state, now.plus(LIFETIME));
    }

    /** Uses the state up. Empty where it is unknown, used, too old, begun by another or for another platform. */
    Optional<Authorization> consume(String state, Visitor visitor, Platform platform) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE account_authorization SET used_at = :now
                        WHERE state_hash = :hash AND platform = :platform AND used_at IS NULL AND expires_at > :now
                            AND CASE WHEN session_id IS NULL THEN agent_id = coalesce(:agent, agent_id)
                                ELSE session_id = :session END
                        RETURNING store_id, agent_id, platform, role, legal_entity_name, legal_registration_number,
                            entity_confirmed, evidence, evidence_file_id, reconnect_id
                        """)
                .bind("now", clock.instant())
                .bind("hash", hash(state))
                .bind("agent", visitor.agent() == null ? null : visitor.agent().value())
                .bind(
                        "session",
                        visitor.session() == null ? null : visitor.session().value())
                .bind("platform", platform)
                .map(Authorizations::read)
                .findOne());
    }

    /** Forgets what ended long ago. */
    int sweep() {
        return jdbi.withHandle(db -> db.createUpdate("DELETE FROM account_authorization WHERE expires_at < :before")
                .bind("before", clock.instant().minus(Duration.ofDays(1)))
                .execute());
    }

    static Authorization read(ResultSet row, StatementContext context) throws SQLException {
        var name = row.getString("legal_entity_name");
        var file = row.getObject("evidence_file_id", UUID.class);
        var reconnect = row.getObject("reconnect_id", UUID.class);
        return new Authorization(
                new StoreId(row.getObject("store_id", UUID.class)),
                new AgentId(row.getObject("agent_id", UUID.class)),
                new BindingRequest(
                        AccountRole.valueOf(row.getString("role")),
                        Platform.valueOf(row.getString("platform")),
                        name == null ? null : new LegalEntity(name, row.getString("legal_registration_number")),
                        row.getBoolean("entity_confirmed"),
                        row.getString("evidence"),
                        file == null ? null : new EvidenceFileId(file),
                        reconnect == null ? null : new AccountId(reconnect)));
    }

    static byte[] hash(String state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(state.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** @param state in the clear, for the browser only */
    record Begun(String state, Instant expiresAt) {}

    record Authorization(StoreId store, AgentId admin, BindingRequest request) {}
}
