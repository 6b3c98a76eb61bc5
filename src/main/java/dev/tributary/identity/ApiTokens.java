package dev.tributary.identity;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.platform.id.Ids;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keys for programs. A key acts for the agent who made it, within its scopes, until it expires or is revoked. */
@ApplicationScoped
public class ApiTokens {

    /** Says where a leaked key belongs; secret scanners look for such prefixes. */
    private static final String PREFIX = "trb_";

    private static final int MAX_PER_AGENT = 50;

    private final Jdbi jdbi;
    private final Audit audit;
    private final Event<AccessChanged> accessChanged;
    private final Clock clock;

    ApiTokens(Jdbi jdbi, Audit audit, Event<AccessChanged> accessChanged, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.accessChanged = accessChanged;
        this.clock = clock;
    }

    /** @param scopes empty for all that the role allows */
    @Transactional
    public Issued issue(AgentId agent, Role role, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        var now = clock.instant();
        var granted = scopes.isEmpty() ? Scope.allowedTo(role) : scopes;
        if (!Scope.allowedTo(role).containsAll(granted)) {
            throw InvalidField.problem("scopes", "must be within what your role allows");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw InvalidField.problem("expiresAt", "must be in the future");
        }
        if (of(agent).size() >= MAX_PER_AGENT) {
            throw new ProblemException(IdentityProblem.TOO_MANY_TOKENS, "Revoke one that is not used any more.");
        }
        var token = new ApiToken(new ApiTokenId(Ids.next()), name, granted, now, expiresAt);
        var secret = PREFIX + Secrets.next();
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO api_token (id, agent_id, name, token_hash, scopes, created_at, expires_at)
                        VALUES (:id, :agent, :name, :hash, :scopes, :now, :expiresAt)
                        """)
                .bind("id", token.id().value())
                .bind("agent", agent.value())
                .bind("name", name)
                .bind("hash", Secrets.hash(secret))
                .bind("scopes", granted.stream().map(Scope::name).sorted().collect(joining(" ")))
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .execute());
        audit.record(agent, "token.created", token.id().toString(), granted.toString());
        return new Issued(token, secret);
    }

    /** Those that work, oldest first. */
    public List<ApiToken> of(AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, name, scopes, created_at, expires_at FROM api_token
                        WHERE agent_id = :agent AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY created_at, id
                        """)
                .bind("agent", agent.value())
                .bind("now", clock.instant())
                .map((row, context) -> new ApiToken(
                        new ApiTokenId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        scopes(row),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("expires_at"))))
                .list());
    }

    @Transactional
    public void revoke(AgentId agent, ApiTokenId token) {
        var revoked = jdbi.withHandle(db -> db.createUpdate(
                        "UPDATE api_token SET revoked_at = :now WHERE id = :id AND agent_id = :agent AND revoked_at IS NULL")
                .bind("now", clock.instant())
                .bind("id", token.value())
                .bind("agent", agent.value())
                .execute());
        if (revoked == 0) {
            throw ApiTokenId.unknown();
        }
        audit.record(agent, "token.revoked", token.toString(), "");
        accessChanged.fire(new AccessChanged(agent));
    }

    Optional<CurrentAgent.Caller> caller(byte[] hash) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT t.id, t.agent_id, t.scopes, a.role FROM api_token t JOIN agent a ON a.id = t.agent_id
                        WHERE t.token_hash = :hash AND t.revoked_at IS NULL AND a.disabled_at IS NULL
                          AND (t.expires_at IS NULL OR t.expires_at > :now)
                        """)
                .bind("hash", hash)
                .bind("now", clock.instant())
                .map((row, context) -> new CurrentAgent.Caller(
                        new AgentId(row.getObject("agent_id", UUID.class)),
                        Role.valueOf(row.getString("role")),
                        null,
                        new ApiTokenId(row.getObject("id", UUID.class)),
                        scopes(row)))
                .findOne());
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Arrays.stream(row.getString("scopes").split(" ", -1))
                .map(Scope::valueOf)
                .collect(toUnmodifiableSet());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** The only time that the secret is seen. */
    public record Issued(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[" + token + ", hidden]";
        }
    }
}
