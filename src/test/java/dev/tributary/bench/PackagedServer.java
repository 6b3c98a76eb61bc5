package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server as it is shipped, in a process of its own with a PostgreSQL of its own, on a folder that may be reused. */
public final class PackagedServer implements AutoCloseable {

    public static final String EMAIL = "admin@bench.example";
    public static final String PASSWORD = "a-password-for-benchmarks";

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So seldom that looking does not slow down what is looked at. */
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Path directory;
    private final int port;
    private final Process process;
    private final Duration startUp;

    private PackagedServer(Path directory, Settings settings, Simulator simulator) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing. Run ./mvnw package -DskipTests first.");
        }
        this.directory = directory;
        this.port = FreePorts.next();
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        // A release runs with the JVM's own choices; jvm= is for profiling and for comparing them.
        Arrays.stream(settings.text("jvm", "").split(" ", -1))
                .filter(it -> !it.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-jar", JAR.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        builder.environment().putAll(environment(simulator));
        var begun = System.nanoTime();
        process = builder.start();
        awaitReady();
        startUp = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** For tests: it is up sooner, and slower after. */
    public static PackagedServer start(Path directory, Simulator simulator, String... properties) throws IOException {
        var jvm = Stream.concat(Stream.of("-XX:TieredStopAtLevel=1", "-Xmx512m"), Arrays.stream(properties))
                .collect(Collectors.joining(" "));
        return start(directory, Settings.of("jvm=" + jvm), simulator);
    }

    static PackagedServer start(Path directory, Settings settings, Simulator simulator) throws IOException {
        return new PackagedServer(directory, settings, simulator);
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public int port() {
        return port;
    }

    /** From starting the process to the first 200 of the readiness check. */
    Duration startUp() {
        return startUp;
    }

    long pid() {
        return process.pid();
    }

    long postgresPid() throws IOException {
        return Long.parseLong(postmaster(directory, 0));
    }

    /** {@code kill -9}. */
    public void kill() {
        end(process.toHandle());
    }

    /** {@code kill -9} of the PostgreSQL of a folder, if one runs; it may have outlived its server. */
    public static void killPostgres(Path directory) throws IOException {
        if (Files.exists(postmasterFile(directory))) {
            ProcessHandle.of(Long.parseLong(postmaster(directory, 0)))
                    .filter(it -> it.info().command().orElse("").endsWith("/postgres"))
                    .ifPresent(PackagedServer::end);
        }
    }

    /** Waits until it is gone, or has no program any more: whoever should bury it may be slow. */
    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && process.info().command().isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Process " + process.pid() + " does not die");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    public Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster(directory, 3) + "/tributary",
                "postgres",
                Files.readString(directory.resolve("data/database-password")).trim());
    }

    /** The sum of a metric over all of its labels. */
    public double metric(String name) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(address().resolve("/q/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(it -> it.startsWith(name + "{") || it.startsWith(name + " "))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The server did not stop within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private Map<String, String> environment(Simulator simulator) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry(
                        "TRIBUTARY_DATABASE_DIRECTORY",
                        directory.resolve("data").toString()),
                Map.entry("TRIBUTARY_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("TRIBUTARY_BOOTSTRAP_ADMIN_EMAIL", EMAIL),
                Map.entry("TRIBUTARY_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD),
                Map.entry("TRIBUTARY_ENRICHMENT_ENABLED", "false"),
                Map.entry("TRIBUTARY_TIKTOK_BUSINESS_APP_ID", SimulatorOptions.APP_ID),
                Map.entry("TRIBUTARY_TIKTOK_BUSINESS_APP_SECRET", SimulatorOptions.APP_SECRET),
                Map.entry("TRIBUTARY_TIKTOK_BUSINESS_API_URL", simulator.apiUrl()),
                Map.entry("TRIBUTARY_TIKTOK_BUSINESS_AUTHORIZE_URL", simulator.authorizeUrl()));
    }

    private void awaitReady() throws IOException {
        var ready = HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("The server does not start; see " + directory.resolve("server.log"));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private boolean isReady(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server starts", e);
        }
    }

    private static String postmaster(Path directory, int line) throws IOException {
        return Files.readAllLines(postmasterFile(directory)).get(line).trim();
    }

    private static Path postmasterFile(Path directory) {
        return directory.resolve("data/postgresql-18/postmaster.pid");
    }
}
