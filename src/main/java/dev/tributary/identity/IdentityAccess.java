package dev.tributary.identity;

import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** The way to what belongs to no store: oneself, one's colleagues, the running of the server. */
@ApplicationScoped
public class IdentityAccess {

    private final CurrentAgent current;

    IdentityAccess(CurrentAgent current) {
        this.current = current;
    }

    /** Refuses with 401 whoever did not prove who they are. */
    public AgentId requireLoggedIn() {
        return current.id();
    }

    /** Refuses with 401 or 403. */
    public AgentId require(Permission permission) {
        var id = current.id();
        if (!current.may(permission)) {
            throw new ProblemException(IdentityProblem.NOT_ALLOWED, "Ask an admin for it.");
        }
        return id;
    }

    /** Refuses programs: an API token must not outlive itself by making others. */
    public AgentId requireSession() {
        var id = current.id();
        if (current.session().isEmpty()) {
            throw new ProblemException(IdentityProblem.SESSION_REQUIRED, "Log in with e-mail address and password.");
        }
        return id;
    }
}
