package dev.tributary.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Logins that something long-lived was opened with, and what they are worth now. */
@ApplicationScoped
public class LiveLogins {

    private final Jdbi jdbi;
    private final Clock clock;

    LiveLogins(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Who opened it, and by what: a session or a token, never both.
     *
     * @param role at the time of opening
     */
    public record Login(
            AgentId agent,
            Role role,
            @Nullable SessionId session,
            @Nullable ApiTokenId token,
            Set<Scope> scopes) {

        public boolean isBrowser() {
            return session != null;
        }
    }

    /** Empty where nobody proved who they are. */
    public Optional<Login> of(SecurityIdentity identity) {
        CurrentAgent.Caller caller = identity.getAttribute(CurrentAgent.CALLER);
        return Optional.ofNullable(caller)
                .map(it -> new Login(it.agent(), it.role(), it.session(), it.token(), it.scopes()));
    }

    /** Those that still hold, and the role their agent has now. One statement, however many there are. */
    public Map<Login, Role> stillGood(Collection<Login> logins) {
        var roles = new HashMap<String, Role>();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT encode(s.id_hash, 'hex'), a.role FROM login_session s JOIN agent a ON a.id = s.agent_id
                        WHERE s.id_hash = ANY(:sessions) AND s.expires_at > :now AND a.disabled_at IS NULL
                        UNION ALL
                        SELECT t.id::text, a.role FROM api_token t JOIN agent a ON a.id = t.agent_id
                        WHERE t.id = ANY(:tokens) AND t.revoked_at IS NULL AND a.disabled_at IS NULL
                          AND (t.expires_at IS NULL OR t.expires_at > :now)
                        """)
                .bindBySqlType("sessions", hashes(logins), Types.ARRAY)
                .bindArray(
                        "tokens",
                        UUID.class,
                        logins.stream()
                                .map(Login::token)
                                .filter(Objects::nonNull)
                                .map(ApiTokenId::value)
                                .toList())
                .bind("now", clock.instant())
                .map((row, context) -> roles.put(row.getString(1), Role.valueOf(row.getString(2))))
                .list());
        var good = new HashMap<Login, Role>();
        for (var it : new HashSet<>(logins)) {
            var role = roles.get(it.session() != null ? it.session().value() : String.valueOf(it.token()));
            if (role != null) {
                good.put(it, role);
            }
        }
        return good;
    }

    private static byte[][] hashes(Collection<Login> logins) {
        List<byte[]> hashes = logins.stream()
                .map(Login::session)
                .filter(Objects::nonNull)
                .map(SessionId::hash)
                .toList();
        return hashes.toArray(byte[][]::new);
    }
}
