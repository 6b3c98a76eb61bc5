package dev.tributary;

import dev.tributary.platform.database.DatabaseWait;
import dev.tributary.platform.database.EmbeddedDatabase;
import dev.tributary.platform.http.StrictConnections;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts the server, and before it the PostgreSQL that it runs on; one that is configured it waits for. */
@QuarkusMain
public final class Tributary {

    private static final Logger LOG = Logger.getLogger(Tributary.class);
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String USERNAME = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    private Tributary() {}

    public static void main(String[] args) {
        StrictConnections.enable();
        var parts = load();
        var stopped = new CountDownLatch(1);
        var url = ConfigProvider.getConfig().getOptionalValue(JDBC_URL, String.class);
        url.ifPresentOrElse(Tributary::awaitDatabase, () -> startDatabase(stopped));
        await(parts);
        Quarkus.run(
                null,
                (exitCode, failure) -> {
                    // Here and not after run, which ends the process and never returns.
                    stopped.countDown();
                    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
                },
                args);
    }

    /**
     * Begins to load what the server is made of, which takes about as long as PostgreSQL takes to start and has nothing to
     * do with it. Where the code may be exchanged while it runs, its own loader does that.
     */
    private static FutureTask<Class<?>> load() {
        var loader = Thread.currentThread().getContextClassLoader();
        var parts = new FutureTask<Class<?>>(
                () -> Class.forName(Application.APP_CLASS_NAME, LaunchMode.current() == LaunchMode.NORMAL, loader));
        new Thread(parts, "load").start();
        return parts;
    }

    private static void await(FutureTask<Class<?>> parts) {
        try {
            parts.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The server cannot be loaded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server is loaded", e);
        }
    }

    private static void awaitDatabase(String url) {
        var config = ConfigProvider.getConfig();
        var login = new Properties();
        config.getOptionalValue(USERNAME, String.class).ifPresent(it -> login.setProperty("user", it));
        config.getOptionalValue(PASSWORD, String.class).ifPresent(it -> login.setProperty("password", it));
        var host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        var port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        try {
            var driver = DriverManager.getDriver(url);
            DatabaseWait.untilItAnswers(() -> driver.connect(url, login).close(), new InetSocketAddress(host, port));
        } catch (SQLException e) {
            LOG.errorf("Not waiting for the database: %s", e.getMessage()); // the URL is none, as the start will say
        }
    }

    private static void startDatabase(CountDownLatch stopped) {
        var directory = ConfigProvider.getConfig()
                .getOptionalValue("tributary.database.directory", String.class)
                .orElse("data");
        var started = System.nanoTime();
        var database = EmbeddedDatabase.start(Path.of(directory));
        // Properties outlive a live reload, which runs main again in the same process.
        System.setProperty(JDBC_URL, database.jdbcUrl());
        System.setProperty(USERNAME, database.username());
        System.setProperty(PASSWORD, database.password());
        LOG.infof(
                "PostgreSQL of our own is up in %d ms, data in %s",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                Path.of(directory).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, stopped), "embedded-database-stop"));
    }

    private static void stop(EmbeddedDatabase database, CountDownLatch stopped) {
        try {
            // The server first: it may still be writing.
            if (!stopped.await(30, TimeUnit.SECONDS)) {
                LOG.warn("The server is still busy after 30 s; stopping its PostgreSQL under it");
            }
            database.close();
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL did not stop cleanly; it will recover at the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
