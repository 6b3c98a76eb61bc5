package dev.tributary.identity;

import dev.tributary.platform.address.PublicUrl;
import dev.tributary.platform.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first person in. Either the configuration names them, or whoever can read the server's log follows a link
 * that works once.
 */
@ApplicationScoped
public class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);

    private final Agents agents;
    private final AgentService service;
    private final LoginAttempts attempts;
    private final Jdbi jdbi;
    private final PublicUrl publicUrl;
    private final Optional<String> email;
    private final Optional<String> password;

    /** The hash of the token in the link; null when there is no link. */
    private final AtomicReference<byte @Nullable []> link = new AtomicReference<>();

    FirstAdmin(
            Agents agents,
            AgentService service,
            LoginAttempts attempts,
            Jdbi jdbi,
            PublicUrl publicUrl,
            @ConfigProperty(name = "tributary.bootstrap.admin-email") Optional<String> email,
            @ConfigProperty(name = "tributary.bootstrap.admin-password") Optional<String> password) {
        this.agents = agents;
        this.service = service;
        this.attempts = attempts;
        this.jdbi = jdbi;
        this.publicUrl = publicUrl;
        this.email = email;
        this.password = password;
    }

    @Transactional
    void prepare(@Observes StartupEvent started) {
        if (!agents.isEmpty()) {
            return;
        }
        if (email.isPresent() && password.isPresent()) {
            var admin = createIfFirst(email.get(), "Admin", password.get());
            LOG.infof("Created the first admin from the configuration: agent %s", admin.id());
        } else {
            LOG.infof(
                    "Nobody can log in yet. Create the first admin at %s", publicUrl.resolve("/setup?token=" + open()));
        }
    }

    public boolean isNeeded() {
        return agents.isEmpty();
    }

    /** Makes whoever holds the link the first admin. The link works once. */
    @Transactional
    public Agent create(String token, String email, String name, String password, Client client) {
        attempts.take("setup", client.address());
        var expected = link.get();
        if (expected == null || !MessageDigest.isEqual(expected, Secrets.hash(token))) {
            throw wrongToken();
        }
        var admin = createIfFirst(email, name, password);
        // Taken only now, so that a refused password does not cost the link; the table lock lets one through.
        link.set(null);
        return admin;
    }

    /** A new link. The one before stops working. */
    String open() {
        var token = Secrets.next();
        link.set(Secrets.hash(token));
        return token;
    }

    private Agent createIfFirst(String email, String name, String password) {
        jdbi.useHandle(db -> db.execute("LOCK TABLE agent IN SHARE ROW EXCLUSIVE MODE"));
        if (!agents.isEmpty()) {
            throw wrongToken();
        }
        return service.create(null, new AgentService.NewAgent(email, name, Role.ADMIN, password, List.of()));
    }

    private static ProblemException wrongToken() {
        return new ProblemException(
                IdentityProblem.WRONG_SETUP_TOKEN, "Restart the server and follow the link that its log shows.");
    }
}
