package dev.tributary.identity;

import dev.tributary.platform.problem.ProblemException;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Logged-in browsers. A session is over when nobody used it for long, when it is old, or when it is ended. */
@ApplicationScoped
public class Sessions {

    /** Seeing somebody is written down this often at most: reading would otherwise write. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final SessionConfig config;
    private final Event<AccessChanged> accessChanged;
    private final Clock clock;

    Sessions(Jdbi jdbi, SessionConfig config, Event<AccessChanged> accessChanged, Clock clock) {
        this.jdbi = jdbi;
        this.config = config;
        this.accessChanged = accessChanged;
        this.clock = clock;
    }

    /** Logs an agent in and answers the new secret for the cookie, which is kept nowhere. */
    @Transactional
    public String begin(AgentId agent, Client client) {
        var secret = Secrets.next();
        var now = clock.instant();
        var begun = jdbi.withHandle(db -> db.createUpdate("""
                        INSERT INTO login_session (id_hash, agent_id, created_at, last_seen_at, expires_at, address, user_agent)
                        SELECT :id, id, :now, :now, :expiresAt, :address, :userAgent
                        FROM agent WHERE id = :agent AND disabled_at IS NULL
                        """)
                .bind("id", Secrets.hash(secret))
                .bind("agent", agent.value())
                .bind("now", now)
                .bind("expiresAt", expiry(now, now))
                .bind("address", client.address())
                .bind("userAgent", client.userAgent())
                .execute());
        if (begun == 0) {
            throw AgentId.unknown();
        }
        return secret;
    }

    /** Newest use first. */
    public List<LoginSession> of(AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id_hash, created_at, last_seen_at, expires_at, address, user_agent FROM login_session
                        WHERE agent_id = :agent AND expires_at > :now ORDER BY last_seen_at DESC, id_hash
                        """)
                .bind("agent", agent.value())
                .bind("now", clock.instant())
                .map((row, context) -> new LoginSession(
                        SessionId.ofHash(row.getBytes("id_hash")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("address"),
                        row.getString("user_agent")))
                .list());
    }

    @Transactional
    public void end(AgentId agent, SessionId session) {
        var ended = jdbi.withHandle(
                db -> db.createUpdate("DELETE FROM login_session WHERE agent_id = :agent AND id_hash = :id")
                        .bind("agent", agent.value())
                        .bind("id", session.hash())
                        .execute());
        if (ended == 0) {
            throw unknown();
        }
        accessChanged.fire(new AccessChanged(agent));
    }

    /** Ends all sessions of an agent but one, or all. */
    @Transactional
    public void endAll(AgentId agent, @Nullable SessionId except) {
        jdbi.useHandle(db -> db.createUpdate(
                        "DELETE FROM login_session WHERE agent_id = :agent AND (:except::bytea IS NULL OR id_hash <> :except)")
                .bind("agent", agent.value())
                .bind("except", except == null ? null : except.hash())
                .execute());
        accessChanged.fire(new AccessChanged(agent));
    }

    /** Ends whatever session has this secret. Harmless if none has. */
    @Transactional
    void endBySecret(String secret) {
        jdbi.withHandle(db -> db.createQuery("DELETE FROM login_session WHERE id_hash = :id RETURNING agent_id")
                        .bind("id", Secrets.hash(secret))
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(it -> accessChanged.fire(new AccessChanged(new AgentId(it))));
    }

    Optional<CurrentAgent.Caller> caller(byte[] hash) {
        var now = clock.instant();
        var found = jdbi.withHandle(db -> db.createQuery("""
                        SELECT s.agent_id, s.created_at, s.last_seen_at, a.role
                        FROM login_session s JOIN agent a ON a.id = s.agent_id
                        WHERE s.id_hash = :id AND s.expires_at > :now AND a.disabled_at IS NULL
                        """)
                .bind("id", hash)
                .bind("now", now)
                .map((row, context) -> new Live(
                        new AgentId(row.getObject("agent_id", UUID.class)),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()))
                .findOne());
        found.filter(it -> it.lastSeenAt().plus(SEEN_EVERY).isBefore(now)).ifPresent(it -> seen(hash, it, now));
        return found.map(it -> new CurrentAgent.Caller(it.agent(), it.role(), SessionId.ofHash(hash), null, Scope.ALL));
    }

    private void seen(byte[] hash, Live session, Instant now) {
        jdbi.useHandle(db -> db.createUpdate(
                        "UPDATE login_session SET last_seen_at = :now, expires_at = :expiresAt WHERE id_hash = :id")
                .bind("now", now)
                .bind("expiresAt", expiry(session.createdAt(), now))
                .bind("id", hash)
                .execute());
    }

    private Instant expiry(Instant createdAt, Instant seenAt) {
        var idle = seenAt.plus(config.idle());
        var absolute = createdAt.plus(config.absolute());
        return idle.isBefore(absolute) ? idle : absolute;
    }

    @Scheduled(every = "1h", delayed = "2m", skipExecutionIf = WhileNotServing.class)
    void forgetExpired() {
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM login_session WHERE expires_at <= :now")
                .bind("now", clock.instant())
                .execute());
    }

    static ProblemException unknown() {
        return new ProblemException(IdentityProblem.UNKNOWN_SESSION, "It may have ended already.");
    }

    private record Live(AgentId agent, Role role, Instant createdAt, Instant lastSeenAt) {}
}
