package dev.tributary.identity;

import dev.tributary.platform.id.Ids;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Everything that changes who works here goes through here. */
@ApplicationScoped
public class AgentService {

    private final Jdbi jdbi;
    private final Agents agents;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;
    private final AgentEvents events;
    private final Instance<StoreMemberships> memberships;
    private final Clock clock;

    AgentService(
            Jdbi jdbi,
            Agents agents,
            Passwords passwords,
            Sessions sessions,
            Audit audit,
            AgentEvents events,
            Instance<StoreMemberships> memberships,
            Clock clock) {
        this.jdbi = jdbi;
        this.agents = agents;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.events = events;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** @param by whoever adds them; null for the first admin, whom nobody adds */
    @Transactional
    public Agent create(@Nullable AgentId by, NewAgent wanted) {
        var email = normal(wanted.email());
        passwords.requireGood("password", wanted.password(), email);
        var hash = passwords.hash(wanted.password());
        var agent =
                new Agent(new AgentId(Ids.next()), email, wanted.name().strip(), wanted.role(), false, clock.instant());
        insert(agent, hash);
        if (!wanted.stores().isEmpty()) {
            setStores(agent.id(), wanted.stores());
        }
        audit.record(by, "agent.created", agent.id().toString(), agent.role().name());
        events.created(agent.id());
        return agent;
    }

    /** Changes what is given and leaves the rest. A lesser role, a greater one and disabling end all sessions. */
    @Transactional
    public Agent change(AgentId by, AgentId id, AgentChange change) {
        if (change.role() != null || change.disabled() != null) {
            lockAdmins();
        }
        var before = lock(id);
        var after = change.appliedTo(before);
        if (isAdmin(before) && !isAdmin(after)) {
            requireAnotherAdmin(id);
        }
        var membershipChanged = change.stores() != null && setStores(id, change.stores());
        if (!after.equals(before)) {
            update(after);
            audit.record(by, "agent.changed", id.toString(), change.described());
            events.changed(id);
        }
        if (before.role() != after.role() || (after.disabled() && !before.disabled())) {
            sessions.endAll(id, null);
        } else if (membershipChanged) {
            audit.record(by, "agent.stores-changed", id.toString(), String.valueOf(change.stores()));
            events.accessChanged(id);
        }
        if (after.disabled() && !before.disabled()) {
            events.disabled(id);
        }
        return after;
    }

    /** Every other session dies with the old password. */
    @Transactional
    void replacePassword(AgentId id, String hash, @Nullable SessionId keep) {
        jdbi.useHandle(db -> db.createUpdate("UPDATE agent SET password_hash = :hash WHERE id = :id")
                .bind("hash", hash)
                .bind("id", id.value())
                .execute());
        sessions.endAll(id, keep);
        audit.record(id, "password.changed", id.toString(), "");
    }

    public Map<AgentId, Set<UUID>> stores(Collection<AgentId> ids) {
        return memberships.isResolvable() ? memberships.get().of(ids) : Map.of();
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private void insert(Agent agent, String hash) {
        var inserted = jdbi.withHandle(db -> db.createUpdate("""
                        INSERT INTO agent (id, email, name, role, password_hash, created_at)
                        VALUES (:id, :email, :name, :role, :hash, :createdAt)
                        ON CONFLICT ON CONSTRAINT agent_email_once DO NOTHING
                        """)
                .bind("id", agent.id().value())
                .bind("email", agent.email())
                .bind("name", agent.name())
                .bind("role", agent.role().name())
                .bind("hash", hash)
                .bind("createdAt", agent.createdAt())
                .execute());
        if (inserted == 0) {
            throw new ProblemException(IdentityProblem.EMAIL_TAKEN, "Use another address, or enable the agent again.");
        }
    }

    private void update(Agent agent) {
        @Nullable Instant disabledAt = agent.disabled() ? clock.instant() : null;
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE agent SET name = :name, role = :role,
                            disabled_at = CASE WHEN :disabled THEN coalesce(disabled_at, :disabledAt) END
                        WHERE id = :id
                        """)
                .bind("name", agent.name())
                .bind("role", agent.role().name())
                .bind("disabled", agent.disabled())
                .bind("disabledAt", disabledAt)
                .bind("id", agent.id().value())
                .execute());
    }

    /** Not against those who only refer to the agent: a claim holds the agent's load when it does. */
    private Agent lock(AgentId id) {
        jdbi.useHandle(db -> db.execute("SELECT 1 FROM agent WHERE id = ? FOR NO KEY UPDATE", id.value()));
        return agents.require(id);
    }

    /** In one order, so that two admins who demote each other wait instead of leaving nobody. */
    private void lockAdmins() {
        jdbi.useHandle(db -> db.execute(
                "SELECT id FROM agent WHERE role = 'ADMIN' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE"));
    }

    private void requireAnotherAdmin(AgentId besides) {
        var exists = jdbi.withHandle(db -> db.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM agent WHERE role = 'ADMIN' AND disabled_at IS NULL AND id <> :id)")
                .bind("id", besides.value())
                .mapTo(boolean.class)
                .one());
        if (!exists) {
            throw new ProblemException(IdentityProblem.LAST_ADMIN, "Make somebody else admin first.");
        }
    }

    private boolean setStores(AgentId id, List<UUID> stores) {
        if (!memberships.isResolvable()) {
            throw InvalidField.problem("storeIds", "names a store that does not exist");
        }
        return memberships.get().set(id, new HashSet<>(stores));
    }

    private static boolean isAdmin(Agent agent) {
        return agent.role() == Role.ADMIN && !agent.disabled();
    }

    /** Somebody who shall work here. */
    public record NewAgent(String email, String name, Role role, String password, List<UUID> stores) {

        @Override
        public String toString() {
            return "NewAgent[" + email + ", " + role + "]";
        }
    }

    /** What shall be another; null leaves it. */
    public record AgentChange(
            @Nullable String name,
            @Nullable Role role,
            @Nullable Boolean disabled,
            @Nullable List<UUID> stores) {

        private Agent appliedTo(Agent agent) {
            return new Agent(
                    agent.id(),
                    agent.email(),
                    name == null ? agent.name() : name.strip(),
                    role == null ? agent.role() : role,
                    disabled == null ? agent.disabled() : disabled,
                    agent.createdAt());
        }

        private String described() {
            return (name == null ? "" : "name ")
                    + (role == null ? "" : "role=" + role + ' ')
                    + (disabled == null ? "" : "disabled=" + disabled);
        }
    }
}
