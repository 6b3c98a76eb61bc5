package dev.tributary.platform.database;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the server's place while its database does not answer: the process is alive and not ready, and whoever delivers
 * a webhook is told to come back.
 *
 * <p>The framework asks the database for the schema before it listens, and ends the process if there is none to ask; so
 * a server that came up before its database would die, be started, and die again.
 */
public final class DatabaseWait {

    private static final Logger LOG = Logger.getLogger(DatabaseWait.class);
    private static final long PAUSE_MILLIS = 1_000;

    private DatabaseWait() {}

    /** One attempt to reach the database. */
    public interface Connecting {
        void connect() throws SQLException;
    }

    /**
     * Comes back when the database answers, be it that it refuses us: then somebody has to mend a setting, and the start
     * says so better.
     *
     * @param address where the server is going to listen
     */
    public static void untilItAnswers(Connecting database, InetSocketAddress address) {
        if (answers(database)) {
            return;
        }
        var placeholder = listen(address);
        try {
            LOG.warn("The database does not answer. Waiting for it");
            while (!answers(database)) {
                pause();
            }
            LOG.info("The database answers. Starting");
        } finally {
            placeholder.stop(0);
        }
    }

    private static boolean answers(Connecting database) {
        try {
            database.connect();
            return true;
        } catch (SQLException e) {
            LOG.debugf("The database does not answer: %s", e.getMessage());
            return !isAway(e.getSQLState());
        }
    }

    /** No connection, no more connections, or it is starting or stopping. */
    private static boolean isAway(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            var server = HttpServer.create(address, 0);
            server.createContext("/", it -> answer(it, 503));
            server.createContext("/q/health/live", it -> answer(it, 200));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address, e);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void pause() {
        var later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }
}
