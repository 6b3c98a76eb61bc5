package dev.tributary.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** What the machine and the database can do at all, in the same minutes: absolute figures mean little without. */
final class Calibration {

    private static final int SIZE = 64;
    private static final int ROUND_TRIPS = 20_000;
    private static final int SELECTS = 10_000;
    private static final int COMMITS = 2_000;

    private Calibration() {}

    /** In microseconds. */
    static Map<String, Object> run(PackagedServer server) throws IOException, SQLException {
        var result = new LinkedHashMap<String, Object>();
        put(result, "loopbackRoundTrip", loopback());
        try (var db = server.connect()) {
            put(result, "select1", select(db));
            put(result, "durableCommitOfOneRow", commit(db));
        }
        return result;
    }

    private static void put(Map<String, Object> into, String name, Histogram nanos) {
        into.put(name, Latency.of(nanos, 1e3));
    }

    private static Histogram loopback() throws IOException {
        var latency = new Histogram(3);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var echo = CompletableFuture.runAsync(() -> echo(listener));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                socket.setTcpNoDelay(true);
                var bytes = new byte[SIZE];
                for (int i = 0; i < ROUND_TRIPS; i++) {
                    var begun = System.nanoTime();
                    socket.getOutputStream().write(bytes);
                    socket.getInputStream().readNBytes(bytes, 0, SIZE);
                    latency.recordValue(System.nanoTime() - begun);
                }
            }
            echo.join();
        }
        return latency;
    }

    private static void echo(ServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.setTcpNoDelay(true);
            var bytes = new byte[SIZE];
            while (socket.getInputStream().readNBytes(bytes, 0, SIZE) == SIZE) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The loopback echo broke", e);
        }
    }

    private static Histogram select(Connection db) throws SQLException {
        try (var statement = db.prepareStatement("SELECT 1")) {
            return timed(SELECTS, statement::execute);
        }
    }

    private static Histogram commit(Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS benchmark_calibration (body bytea)");
        }
        try (var insert = db.prepareStatement("INSERT INTO benchmark_calibration VALUES (?)")) {
            insert.setBytes(1, new byte[1_500]);
            return timed(COMMITS, insert::execute);
        } finally {
            try (var statement = db.createStatement()) {
                statement.execute("DROP TABLE benchmark_calibration");
            }
        }
    }

    private static Histogram timed(int times, Step step) throws SQLException {
        var latency = new Histogram(3);
        for (int i = 0; i < times; i++) {
            var begun = System.nanoTime();
            step.run();
            latency.recordValue(System.nanoTime() - begun);
        }
        return latency;
    }

    private interface Step {
        boolean run() throws SQLException;
    }
}
