package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** B2: from the moment a webhook is due to the moment every connected browser has its frame. */
final class FrameBenchmark {

    private static final int SOCKETS_AN_AGENT = 10; // as many as one agent may open
    private static final String MARK = "b2-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FrameBenchmark() {}

    public static void main(String[] args) throws Exception {
        var settings = Settings.of(args);
        var clock = Clock.systemUTC();
        var results = new Results(clock);
        var directory = Files.createTempDirectory("tributary-b2-");
        System.out.println("Working in " + directory);
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (var simulator = Simulator.start(SimulatorOptions.inMemory());
                var server = PackagedServer.start(directory, settings, simulator)) {
            var admin = ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
            var shops = Shops.bind(server, admin, simulator, settings.number("accounts", 5));
            results.with("calibrationMicros", Calibration.run(server));
            var sockets = connect(vertx, server, admin, shops, settings.number("sockets", 200));
            System.out.println(sockets.size() + " sockets listen");
            var mix = new WebhookMix(shops.openIds(), settings.number("conversations", 1_000), clock);
            try (var loop = new OpenLoop(server.port(), 16)) {
                var rate = settings.number("rate", 50);
                round("warm-up", server, loop, mix, sockets, rate, settings.number("warmup", 20));
                var rounds = new ArrayList<Round>();
                for (int i = 1; i <= settings.number("rounds", 5); i++) {
                    rounds.add(round("round " + i, server, loop, mix, sockets, rate, settings.number("seconds", 20)));
                }
                results.with("accounts", shops.openIds().size())
                        .with("sockets", sockets.size())
                        .with("rate", rate)
                        .with("rounds", rounds)
                        .write(settings, "b2");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    record Round(
            Latency answerMillis, Latency frameMillis, long frames, double serverCpuPercent, double othersPercent) {}

    private static Round round(
            String name,
            PackagedServer server,
            OpenLoop loop,
            WebhookMix mix,
            List<Listener> sockets,
            int rate,
            int seconds)
            throws IOException {
        var total = rate * seconds;
        var requests = new byte[total][];
        for (int i = 0; i < total; i++) {
            requests[i] = mix.text(MARK + i + "-");
        }
        var cpu = ProcessorTime.now(server);
        var first = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        sockets.forEach(it -> it.begin(first, rate, total));
        var outcome = loop.run(total, rate, first, it -> requests[it]);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!sockets.stream().allMatch(Listener::hasAll)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Void: frames are missing");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        var twice = sockets.stream().mapToLong(it -> it.twice.get()).sum();
        if (twice > 0 || outcome.refused() > 0) {
            throw new IllegalStateException("Void: " + twice + " told twice, " + outcome.refused() + " refused");
        }
        var frames = new Histogram(3);
        sockets.forEach(it -> frames.add(it.latency.getIntervalHistogram()));
        var elapsed = System.nanoTime() - first;
        var used = ProcessorTime.now(server).since(cpu);
        var round = new Round(
                Latency.of(outcome.latency(), 1e6),
                Latency.of(frames, 1e6),
                frames.getTotalCount(),
                100.0 * used.server() / TimeUnit.NANOSECONDS.toMillis(elapsed),
                used.others());
        System.out.printf(
                Locale.ROOT,
                "%s: answer %s | frame %s | frames %d | server cpu %.0f %% of one | others %.0f %%%n",
                name,
                round.answerMillis.cells(),
                round.frameMillis.cells(),
                round.frames,
                round.serverCpuPercent,
                round.othersPercent);
        return round;
    }

    private static List<Listener> connect(Vertx vertx, PackagedServer server, ApiClient admin, Shops shops, int count)
            throws Exception {
        var listeners = new ArrayList<Listener>();
        ApiClient agent = admin;
        var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
        for (int i = 0; i < count; i++) {
            if (i % SOCKETS_AN_AGENT == 0) {
                var email = "agent" + i + "@bench.example";
                admin.post(
                        "/api/agents",
                        Map.of(
                                "email",
                                email,
                                "name",
                                "Agent " + i,
                                "role",
                                "AGENT",
                                "password",
                                PackagedServer.PASSWORD,
                                "storeIds",
                                shops.stores()));
                agent = ApiClient.logIn(server.address(), email, PackagedServer.PASSWORD);
            }
            var listener = new Listener();
            var socket = client.connect(new WebSocketConnectOptions()
                            .setHost("localhost")
                            .setPort(server.port())
                            .setURI("/api/stream")
                            .addHeader("Cookie", agent.cookies())
                            .addHeader("Origin", server.address().toString()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            listener.listen(socket);
            listeners.add(listener);
        }
        return listeners;
    }

    /** One browser. Written to by the event loop, read by the benchmark between rounds. */
    private static final class Listener {

        private final Recorder latency = new Recorder(3);
        private final AtomicLong twice = new AtomicLong();
        private final AtomicLong told = new AtomicLong();
        private volatile Plan plan = new Plan(0, 1, 0, new BitSet());

        /** Which numbers are to come, and when each is due. */
        private record Plan(long first, int rate, int total, BitSet seen) {}

        void begin(long first, int rate, int total) {
            told.set(0);
            latency.reset();
            plan = new Plan(first, rate, total, new BitSet(total));
        }

        boolean hasAll() {
            return told.get() >= plan.total;
        }

        void listen(WebSocket socket) {
            socket.textMessageHandler(this::frame);
        }

        /** Not parsed: at ten thousand frames a second the benchmark would measure itself. */
        private void frame(String text) {
            var at = text.indexOf("\"text\":\"" + MARK);
            if (at < 0 || !text.contains("\"message.changed\"")) {
                return;
            }
            var now = System.nanoTime();
            var from = at + "\"text\":\"".length() + MARK.length();
            var number = Integer.parseInt(text, from, text.indexOf('-', from), 10);
            var current = plan;
            if (current.seen.get(number)) {
                twice.incrementAndGet();
                return;
            }
            current.seen.set(number);
            latency.recordValue(Math.max(0, now - current.first - number * 1_000_000_000L / current.rate));
            told.incrementAndGet();
        }
    }
}
