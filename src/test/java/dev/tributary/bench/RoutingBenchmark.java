package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * B11: a full queue that many agents come to, and how long a message on its own takes to find one.
 *
 * <p>Nobody has more than their capacity, at any moment that the benchmark looks: it looks all the time.
 */
final class RoutingBenchmark {

    private static final int CAPACITY = 8;
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private RoutingBenchmark() {}

    /**
     * @param seconds from coming on duty to the last conversation that found an agent
     * @param spread between the agent with most and the one with least, in conversations
     */
    private record Rush(int given, double seconds, double perSecond, int violations, int spread) {}

    public static void main(String[] args) throws Exception {
        var settings = Settings.of(args);
        var results = new Results(Clock.systemUTC());
        var directory = Files.createTempDirectory("tributary-b11-");
        System.out.println("Working in " + directory);
        var waiting = settings.number("waiting", 1_000);
        var agents = settings.number("agents", 200);
        try (var simulator = Simulator.start(SimulatorOptions.inMemory());
                var server = PackagedServer.start(directory, settings, simulator);
                var db = server.connect()) {
            simulator.subscribe("DIRECT_MESSAGE", server.address() + "/hooks/tiktok/business");
            var admin = ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
            var shops = Shops.bind(server, admin, simulator, 5);
            execute(db, "UPDATE agent_load SET capacity = 0");
            addAgents(db, shops.stores().get(0), agents);
            customersWrite(simulator, shops, "b11.", waiting);
            await(db, "SELECT count(*) FROM conversation WHERE status = 'OPEN'", waiting);

            var rushes = new ArrayList<Rush>();
            for (int i = 0; i < settings.number("runs", 5); i++) {
                rushes.add(rush(db, admin, waiting));
                System.out.println(rushes.get(i));
            }
            var arrivals = arrivals(db, admin, simulator, shops, settings);
            System.out.println("message to agent, milliseconds: " + arrivals.cells());
            var sorted = rushes.stream().map(Rush::perSecond).sorted().toList();
            results.with("waiting", waiting)
                    .with("agents", agents)
                    .with("rushes", rushes)
                    .with("medianPerSecond", sorted.get(sorted.size() / 2))
                    .with(
                            "violations",
                            rushes.stream().mapToInt(Rush::violations).sum())
                    .with("messageToAgentMillis", arrivals)
                    .with("calibrationMicros", Calibration.run(server))
                    .write(settings, "b11");
        }
    }

    /** Everything waits, everybody comes on duty at once. */
    private static Rush rush(Connection db, ApiClient admin, int waiting)
            throws SQLException, IOException, InterruptedException {
        admin.put("/api/me/duty", Map.of("duty", "OFF"));
        execute(db, "UPDATE agent_load SET duty = 'OFF', open_dms = 0");
        execute(db, "UPDATE conversation SET assignee_id = NULL, assigned_at = NULL");
        execute(db, "UPDATE agent_load SET duty = 'ON' WHERE capacity > 0");
        var begun = System.nanoTime();
        admin.put("/api/me/duty", Map.of("duty", "ON"));
        var violations = 0;
        do {
            violations += number(db, """
                    SELECT count(*) FROM agent_load l WHERE l.open_count > l.capacity OR l.open_count <> (
                        SELECT count(*) FROM conversation c WHERE c.assignee_id = l.agent_id AND c.status = 'OPEN')
                    """);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        } while (number(db, "SELECT count(*) FROM conversation WHERE assignee_id IS NOT NULL") < waiting);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var spread = number(db, "SELECT max(open_count) - min(open_count) FROM agent_load WHERE capacity > 0");
        return new Rush(waiting, round(seconds), round(waiting / seconds), violations, spread);
    }

    /** From a customer's writing to the row that says whose it is, by looking all the time; new customers all of them. */
    private static Latency arrivals(Connection db, ApiClient admin, Simulator simulator, Shops shops, Settings settings)
            throws SQLException, IOException, InterruptedException {
        execute(db, "UPDATE agent_load SET capacity = 1000 WHERE capacity > 0");
        admin.put("/api/me/duty", Map.of("duty", "OFF"));
        var rate = settings.number("rate", 100);
        var warmUp = settings.number("warmup", 60) * rate;
        var count = settings.number("seconds", 30) * rate + warmUp;
        var written = new HashMap<String, Long>();
        var latency = new Histogram(3);
        var accounts = shops.openIds();
        var begun = System.nanoTime();
        for (int i = 0; i < count || !written.isEmpty(); ) {
            while (i < count && System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(1) * i / rate) {
                var handle = "b11.late." + i;
                var customer = simulator.world().addCustomer(handle, "Customer " + i, "en");
                var account = simulator
                        .world()
                        .account(accounts.get(i % accounts.size()))
                        .orElseThrow();
                written.put(handle, i < warmUp ? Long.MAX_VALUE : System.nanoTime());
                simulator.world().customerWrites(customer, account, "hello");
                i++;
            }
            for (var it : assigned(db, OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(10))) {
                var since = written.remove(it);
                if (since != null && since != Long.MAX_VALUE) {
                    latency.recordValue(System.nanoTime() - since);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return Latency.of(latency, 1e6);
    }

    private static List<String> assigned(Connection db, OffsetDateTime since) throws SQLException {
        try (var statement = db.prepareStatement("""
                SELECT i.handle FROM routing_decision d JOIN conversation c ON c.id = d.conversation_id
                JOIN contact_identity i ON i.id = c.contact_identity_id
                WHERE d.outcome = 'ASSIGNED' AND d.at > ?
                """)) {
            statement.setObject(1, since);
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    private static void addAgents(Connection db, String store, int count) throws SQLException {
        execute(db, """
                WITH agents AS (
                    INSERT INTO agent (id, email, name, role, password_hash, created_at)
                    SELECT gen_random_uuid(), 'agent' || n || '@bench.example', 'Agent ' || n, 'AGENT', '-', now()
                    FROM generate_series(1, %d) n RETURNING id
                ), members AS (
                    INSERT INTO store_member (store_id, agent_id) SELECT '%s', id FROM agents
                )
                INSERT INTO agent_load (agent_id, duty, duty_since, capacity) SELECT id, 'OFF', now(), %d FROM agents
                """.formatted(count, store, CAPACITY));
    }

    private static void customersWrite(Simulator simulator, Shops shops, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            var customer = simulator.world().addCustomer(prefix + i, "Customer " + i, "en");
            var openId = shops.openIds().get(i % shops.openIds().size());
            simulator
                    .world()
                    .customerWrites(customer, simulator.world().account(openId).orElseThrow(), "hello");
        }
    }

    private static void execute(Connection db, String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection db, String sql) throws SQLException {
        try (var statement = db.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void await(Connection db, String sql, int expected) throws SQLException {
        while (number(db, sql) < expected) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static double round(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }
}
