package dev.tributary.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
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

    /**
     * Where the embedded one listens, once it does: making it takes longer than many a test, so there is one for as long as
     * the JVM runs, and a database of its own in it for each start of the server under test. A property, since each has a
     * class loader of its own, too.
     */
    private static final String PORT = TestDatabase.class.getName() + ".port";

    private static final String ODD_TIME_ZONE = "Asia/Kathmandu";

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

    private static Map<String, String> startEmbedded() {
        try {
            var port = Integer.getInteger(PORT);
            if (port == null) {
                // It ends with the JVM.
                port = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setServerConfig("timezone", ODD_TIME_ZONE)
                        .setServerConfig("max_connections", "200")
                        .start()
                        .getPort();
                System.setProperty(PORT, port.toString());
            }
            return settings(newDatabase(port), "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("No database can be made", e);
        }
    }

    private static String newDatabase(int port) throws SQLException {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(url(port, "postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(port, name);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
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
        if (container != null) {
            container.stop();
        }
    }
}
