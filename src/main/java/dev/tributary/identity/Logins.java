package dev.tributary.identity;

import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Proving who one is with a password. */
@ApplicationScoped
public class Logins {

    private final Agents agents;
    private final AgentService service;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Sessions sessions;
    private final Audit audit;

    Logins(
            Agents agents,
            AgentService service,
            Passwords passwords,
            LoginAttempts attempts,
            Sessions sessions,
            Audit audit) {
        this.agents = agents;
        this.service = service;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Who has this password. The answer and its time are the same for unknown, disabled and mistaken. */
    public AgentId verify(String email, String password, Client client) {
        var account = AgentService.normal(email);
        attempts.take(account, client.address());
        var known = agents.password(account).filter(it -> !it.disabled());
        if (!passwords.matches(password, known.map(Agents.PasswordRow::hash).orElse(null))) {
            // Not the address that was typed: people type passwords into the wrong field.
            var subject = known.map(it -> it.id().toString()).orElse("unknown");
            audit.recordRefusal(null, "login.failed", subject, client.address());
            throw new ProblemException(IdentityProblem.WRONG_CREDENTIALS, "Check both and try again.");
        }
        attempts.succeeded(account, client.address());
        return known.orElseThrow().id();
    }

    /**
     * Begins a session of somebody verified.
     *
     * @param replaced the secret of the session that the browser had before; it ends
     */
    @Transactional
    public LoggedIn begin(AgentId agent, Client client, @Nullable String replaced) {
        if (replaced != null) {
            sessions.endBySecret(replaced);
        }
        var secret = sessions.begin(agent, client);
        audit.record(agent, "login.succeeded", agent.toString(), client.address());
        return new LoggedIn(agent, secret);
    }

    @Transactional
    public void logOut(AgentId agent, SessionId session) {
        sessions.end(agent, session);
        audit.record(agent, "logout", agent.toString(), "");
    }

    /** Refuses with 403 if the current one is wrong. Every other session of the agent ends. */
    public void changePassword(
            AgentId agent, @Nullable SessionId session, String current, String replacement, Client client) {
        var known = agents.password(agent).orElseThrow(AgentId::unknown);
        attempts.take(known.email(), client.address());
        if (!passwords.matches(current, known.hash())) {
            audit.recordRefusal(agent, "password.refused", agent.toString(), client.address());
            throw new ProblemException(IdentityProblem.WRONG_PASSWORD, "Enter the password you logged in with.");
        }
        attempts.succeeded(known.email(), client.address());
        passwords.requireGood("replacement", replacement, known.email());
        service.replacePassword(agent, passwords.hash(replacement), session);
    }

    /** @param secret for the cookie; kept nowhere else */
    public record LoggedIn(AgentId agent, String secret) {

        @Override
        public String toString() {
            return "LoggedIn[" + agent + ", hidden]";
        }
    }
}
