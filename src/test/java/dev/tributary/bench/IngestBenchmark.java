package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** B1: how many webhooks a second are answered durably and applied, and how long an answer takes. */
final class IngestBenchmark {

    private static final String SETTLED = "tributary_ingest_settled_total";
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final PackagedServer server;
    private final WebhookMix mix;
    private final OpenLoop loop;
    private long sent;

    private IngestBenchmark(PackagedServer server, WebhookMix mix, OpenLoop loop) {
        this.server = server;
        this.mix = mix;
        this.loop = loop;
    }

    public static void main(String[] args) throws Exception {
        var settings = Settings.of(args);
        var clock = Clock.systemUTC();
        var results = new Results(clock);
        var directory = Files.createTempDirectory("tributary-b1-");
        System.out.println("Working in " + directory);
        try (var simulator = Simulator.start(SimulatorOptions.inMemory());
                var server = PackagedServer.start(directory, settings, simulator)) {
            var admin = ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
            var shops = Shops.bind(server, admin, simulator, settings.number("accounts", 500));
            System.out.println("Bound " + shops.openIds().size() + " accounts");
            results.with("calibrationMicros", Calibration.run(server));
            try (var loop = new OpenLoop(server.port(), settings.number("connections", 64))) {
                var mix = new WebhookMix(shops.openIds(), settings.number("conversations", 20_000), clock);
                var steps = new IngestBenchmark(server, mix, loop).steps(settings);
                results.with("accounts", shops.openIds().size())
                        .with("steps", steps)
                        .write(settings, "b1");
            }
        }
    }

    /** What one step of the load gave. */
    record Step(
            int rate,
            double achieved,
            long sent,
            long refused,
            Latency answerMillis,
            double applied,
            double drainedAfterSeconds,
            double serverCpuMillis,
            double postgresCpuMillis,
            double clientCpuMillis,
            double othersPercent) {

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %s | %.0f | %.2f | %.3f | %.3f | %.0f %% |",
                    rate,
                    achieved,
                    answerMillis.cells(),
                    applied,
                    drainedAfterSeconds,
                    serverCpuMillis,
                    postgresCpuMillis,
                    othersPercent);
        }
    }

    private List<Step> steps(Settings settings) throws IOException, InterruptedException, SQLException {
        var seconds = settings.number("seconds", 10);
        System.out.println("warm-up");
        for (var rate : settings.numbers("warmup", "200,1000,1000")) {
            System.out.println(step(rate, 20).row());
        }
        System.out.println("| rate | achieved | p50 | p95 | p99 | p99.9 | max | applied/s | drain s"
                + " | server ms/event | postgres ms/event | others |");
        var steps = new ArrayList<Step>();
        for (var rate : settings.numbers("steps", "100,200,500,1000,2000,3000,4000,5000,7500,10000")) {
            var step = step(rate, seconds);
            System.out.println(step.row());
            steps.add(step);
        }
        return steps;
    }

    private Step step(int rate, int seconds) throws IOException, InterruptedException, SQLException {
        var requests = new byte[rate * seconds][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = mix.next();
        }
        var cpu = ProcessorTime.now(server);
        var before = server.metric(SETTLED);
        var begun = System.nanoTime();
        var outcome = loop.run(requests.length, rate, begun, it -> requests[it]);
        var answered = System.nanoTime();
        sent += outcome.accepted();
        while (server.metric(SETTLED) - before < outcome.accepted()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        var drained = System.nanoTime();
        var used = ProcessorTime.now(server).since(cpu);
        requireNothingLost(outcome);
        var count = (double) requests.length;
        return new Step(
                rate,
                outcome.perSecond(),
                requests.length,
                outcome.refused(),
                Latency.of(outcome.latency(), 1e6),
                count / ((drained - begun) / 1e9),
                (drained - answered) / 1e9,
                used.server() / count,
                used.postgres() / count,
                used.client() / count,
                used.others());
    }

    /** A run that loses or repeats anything is void, however fast. */
    private void requireNothingLost(OpenLoop.Outcome outcome) throws IOException, SQLException {
        if (outcome.refused() > 0) {
            throw new IllegalStateException(outcome.refused() + " webhooks were refused");
        }
        try (var db = server.connect();
                var statement = db.createStatement();
                var row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM raw_event),
                               (SELECT count(*) FROM raw_event r
                                WHERE NOT EXISTS (SELECT 1 FROM raw_event_waiting w WHERE w.event_id = r.id)
                                  AND NOT EXISTS (SELECT 1 FROM raw_event_verdict v
                                                  WHERE v.event_id = r.id AND v.outcome <> 'APPLIED')),
                               (SELECT count(*) FROM message), (SELECT sum(inbound_count) FROM conversation),
                               (SELECT count(*) FROM message WHERE direction = 'INBOUND')
                        """)) {
            row.next();
            var counts = "sent " + sent + ", stored " + row.getLong(1) + ", applied " + row.getLong(2) + ", shown "
                    + row.getLong(3) + ", inbound counted " + row.getLong(4) + " of " + row.getLong(5);
            if (row.getLong(1) != sent
                    || row.getLong(2) != sent
                    || row.getLong(3) != sent
                    || row.getLong(4) != row.getLong(5)) {
                throw new IllegalStateException("Void: " + counts);
            }
        }
    }
}
