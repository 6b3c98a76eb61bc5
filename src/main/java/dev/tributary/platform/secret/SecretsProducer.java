package dev.tributary.platform.secret;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds the master key when the server starts, or says what to do about it. */
@ApplicationScoped
class SecretsProducer {

    private final SecretsConfig config;
    private final Path directory;
    private final boolean demo;

    SecretsProducer(
            SecretsConfig config,
            @ConfigProperty(name = "tributary.database.directory", defaultValue = "data") Path directory,
            @ConfigProperty(name = "tributary.simulator.enabled", defaultValue = "false") boolean demo) {
        this.config = config;
        this.directory = directory;
        this.demo = demo;
    }

    /** At start, not at first use: a server that cannot keep secrets must not look healthy. */
    @Startup
    @Produces
    @Singleton
    Secrets secrets() {
        return open(config.key().orElse(List.of()), directory, LaunchMode.current() == LaunchMode.NORMAL && !demo);
    }

    static Secrets open(List<String> configured, Path directory, boolean production) {
        if (configured.isEmpty() && production) {
            throw new ConfigurationException(
                    "There is no master key for the tokens of your accounts. Make one with `openssl rand -base64 32`,"
                            + " set it as TRIBUTARY_SECRETS_KEY (or tributary.secrets.key), and keep a copy of it:"
                            + " without it every account has to be connected again.");
        }
        try {
            return new Secrets(
                    configured.isEmpty() ? List.of(KeyFile.in(directory).read()) : configured);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("tributary.secrets.key (TRIBUTARY_SECRETS_KEY): " + e.getMessage(), e);
        }
    }
}
