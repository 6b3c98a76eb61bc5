package dev.tributary.identity;

import dev.tributary.platform.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whoever is making this request. */
@ApplicationScoped
public class CurrentAgent {

    /** The attribute of the {@link SecurityIdentity} that carries the {@link Caller}. */
    static final String CALLER = "dev.tributary.caller";

    private final SecurityIdentity identity;

    CurrentAgent(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether they proved who they are. */
    public boolean isKnown() {
        return identity.getAttribute(CALLER) != null;
    }

    public AgentId id() {
        return caller().agent();
    }

    public Role role() {
        return caller().role();
    }

    /** Whether the role allows it and, where a program calls, its token too. */
    public boolean may(Permission permission) {
        return role().may(permission)
                && (permission.leastRole() != Role.ADMIN || caller().scopes().contains(Scope.ADMIN));
    }

    /** The login that this request belongs to; empty where a program calls with an API token. */
    public Optional<SessionId> session() {
        return Optional.ofNullable(caller().session());
    }

    private Caller caller() {
        Caller caller = identity.getAttribute(CALLER);
        if (caller == null) {
            throw notLoggedIn();
        }
        return caller;
    }

    static ProblemException notLoggedIn() {
        return new ProblemException(IdentityProblem.NOT_LOGGED_IN, "Log in, or send an API token.");
    }

    /** An agent who proved who they are. */
    record Caller(
            AgentId agent,
            Role role,
            @Nullable SessionId session,
            @Nullable ApiTokenId token,
            Set<Scope> scopes) {}
}
