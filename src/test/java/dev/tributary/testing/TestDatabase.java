package dev.tributary.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL for tests: the one that {@code TEST_JDBC_URL} names, else a container where Docker answers, else
 * binaries that come as a Maven dependency.
 *
 * <p>Its time zone is an odd one on purpose.
 */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String ODD_TIME_ZONE = "Asia/Kathmandu";

    private @Nullable EmbeddedPostgres embedded;
    private @Nullable PostgreSQLContainer container;

    @Override
    public Map<String, String> start() {
        var url = System.getenv("TEST_JDBC_URL");
        if (url != null) {
            return settings(
                    url,
                    System.getenv().getOrDefault("TEST_JDBC_USERNAME", "postgres"),
                    System.getenv().getOrDefault("TEST_JDBC_PASSWORD", ""));
        }
        if (!"embedded".equals(System.getenv("TEST_DATABASE"))
                && DockerClientFactory.instance().isDockerAvailable()) {
            return startContainer();
        }
        return startEmbedded();
    }

    private Map<String, String> startContainer() {
        var image = System.getenv().getOrDefault("TEST_POSTGRES_IMAGE", "postgres:18");
        var started = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container = started;
        started.withCommand("postgres", "-c", "timezone=" + ODD_TIME_ZONE, "-c", "fsync=off");
        started.start();
        return settings(started.getJdbcUrl(), started.getUsername(), started.getPassword());
    }

    private Map<String, String> startEmbedded() {
        try {
            var started = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("timezone", ODD_TIME_ZONE)
                    .setServerConfig("max_connections", "200")
                    .start();
            embedded = started;
            return settings(started.getJdbcUrl("postgres", "postgres"), "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(String url, String username, String password) {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", username,
                "quarkus.datasource.password", password,
                "tributary.database.directory", Path.of("target", "test-data").toString());
    }

    @Override
    public void stop() {
        try {
            if (embedded != null) {
                embedded.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (container != null) {
            container.stop();
        }
    }
}
