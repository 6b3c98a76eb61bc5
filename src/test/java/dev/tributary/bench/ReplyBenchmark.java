package dev.tributary.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tributary.simulator.Rules;
import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** B7: replies of many accounts, one of them greedy, against a TikTok that keeps its limit of calls a second. */
final class ReplyBenchmark {

    private static final int LIMIT = 10;
    private static final int A_CONVERSATION = 10; // what TikTok takes before the customer writes again
    private static final String MARK = "b7-";

    private ReplyBenchmark() {}

    /** A reply that TikTok took, when, by this process. */
    private record Taken(String openId, long at) {}

    private record Talk(String id, String openId) {}

    public static void main(String[] args) throws Exception {
        var settings = Settings.of(args);
        var results = new Results(Clock.systemUTC());
        var directory = Files.createTempDirectory("tributary-b7-");
        System.out.println("Working in " + directory);
        var seconds = settings.number("seconds", 120);
        try (var simulator = Simulator.start(SimulatorOptions.inMemory());
                var server = PackagedServer.start(directory, settings, simulator)) {
            keepLimits(simulator);
            for (var it : List.of("DIRECT_MESSAGE", "COMMENT")) {
                simulator.subscribe(it, server.address() + "/hooks/tiktok/business");
            }
            var taken = new ConcurrentLinkedQueue<Taken>();
            var takenAt = new ConcurrentHashMap<String, Long>();
            simulator.world().whenAccountWrote((conversation, message) -> {
                var now = System.nanoTime();
                taken.add(new Taken(conversation.openId(), now));
                takenAt.put(String.valueOf(message.text()), now);
            });
            var admin = ApiClient.logIn(server.address(), PackagedServer.EMAIL, PackagedServer.PASSWORD);
            var shops = Shops.bind(server, admin, simulator, settings.number("accounts", 20));
            var talks = talks(server, simulator, shops, seconds);

            var alone = latency(admin, talks, settings.number("spaced", 100), takenAt);
            System.out.println("send to call, milliseconds: " + alone.cells());
            taken.clear();
            var before = server.metric("tributary_governor_refusals_total");
            var crowd = crowd(admin, talks, seconds, taken);
            System.out.println(crowd);
            var refusals = server.metric("tributary_governor_refusals_total") - before;
            System.out.printf(Locale.ROOT, "refusals %.0f in %d s%n", refusals, seconds);
            results.with("accounts", shops.openIds().size())
                    .with("limitPerSecond", LIMIT)
                    .with("sendToCallMillis", alone)
                    .with("crowd", crowd)
                    .with("refusals", refusals)
                    .write(settings, "b7");
        }
    }

    private static void keepLimits(Simulator simulator) {
        var now = simulator.rules();
        simulator.rules(new Rules(
                now.windowRule(),
                now.windowHours(),
                now.windowMessages(),
                now.silentMessages(),
                now.expiredTokenCode(),
                now.missingScopeCode(),
                now.rotateRefreshToken(),
                true,
                LIMIT,
                now.accountCallsPerMinute(),
                now.commentTextLimit(),
                now.shortPages(),
                now.highIntent()));
    }

    /** Customers write to all accounts, to the first five times as many as to the others. */
    private static List<Talk> talks(PackagedServer server, Simulator simulator, Shops shops, int seconds)
            throws SQLException, IOException {
        var share = seconds * LIMIT / shops.openIds().size();
        var each = share / 8 + 6; // what is sent while the rest is still queued included
        var number = 0;
        for (var openId : shops.openIds()) {
            var account = simulator.world().account(openId).orElseThrow();
            var customers = openId.equals(shops.openIds().get(0)) ? each * 5 : each;
            for (int i = 0; i < customers; i++) {
                var customer = simulator.world().addCustomer("b7." + number, "Customer " + number++, "en");
                simulator.world().customerWrites(customer, account, "hello");
            }
        }
        var expected = number;
        await(() -> conversations(server).size() == expected);
        return conversations(server);
    }

    private static List<Talk> conversations(PackagedServer server) {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT c.id, a.external_id FROM conversation c"
                        + " JOIN account a ON a.id = c.account_id WHERE c.surface = 'DM'")) {
            var found = new ArrayList<Talk>();
            while (rows.next()) {
                found.add(new Talk(rows.getString(1), rows.getString(2)));
            }
            return found;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the click on "send" to the call at TikTok, four times a second: the limits allow it. */
    private static Latency latency(ApiClient agent, List<Talk> talks, int count, Map<String, Long> takenAt)
            throws IOException, InterruptedException {
        var latency = new Histogram(3);
        for (int i = 0; i < count + 20; i++) {
            var begun = System.nanoTime();
            var text = MARK + "alone-" + i;
            send(agent, talks.get(i % talks.size()), text);
            await(() -> takenAt.containsKey(text));
            if (i >= 20) { // the first find the server's code not compiled
                latency.recordValue(takenAt.getOrDefault(text, 0L) - begun);
            }
            LockSupport.parkNanos(begun + TimeUnit.MILLISECONDS.toNanos(250) - System.nanoTime());
        }
        return Latency.of(latency, 1e6);
    }

    record Crowd(double usedPercent, double fairness, Map<String, Long> byAccount, int mostInASecond) {}

    private static Crowd crowd(ApiClient agent, List<Talk> talks, int seconds, Queue<Taken> taken)
            throws InterruptedException {
        var shuffled = new ArrayList<>(talks);
        Collections.shuffle(shuffled, new Random(42));
        var senders = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < A_CONVERSATION - 2; i++) {
                var round = i;
                shuffled.forEach(it -> senders.execute(() -> {
                    try {
                        send(agent, it, MARK + round);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            senders.shutdown();
            if (!senders.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Void: replies could not be queued");
            }
        } finally {
            senders.shutdownNow();
        }
        System.out.println("All replies wait");
        var first = System.nanoTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        await(() -> System.nanoTime() - first >= TimeUnit.SECONDS.toNanos(seconds));
        var last = first + TimeUnit.SECONDS.toNanos(seconds);
        var inTime =
                taken.stream().filter(it -> it.at() >= first && it.at() < last).toList();
        var byAccount = new HashMap<>(inTime.stream().collect(groupingBy(Taken::openId, counting())));
        var least = Collections.min(byAccount.values());
        var most = Collections.max(byAccount.values());
        return new Crowd(
                Math.round(inTime.size() * 10_000.0 / (LIMIT * seconds)) / 100.0,
                Math.round(least * 1_000.0 / most) / 1_000.0,
                byAccount,
                mostInASecond(inTime));
    }

    private static int mostInASecond(List<Taken> taken) {
        var times = taken.stream().mapToLong(Taken::at).sorted().toArray();
        var most = 0;
        for (int from = 0, to = 0; to < times.length; to++) {
            while (times[to] - times[from] >= TimeUnit.SECONDS.toNanos(1)) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static void send(ApiClient agent, Talk talk, String text) throws IOException, InterruptedException {
        agent.post(
                "/api/conversations/" + talk.id() + "/messages",
                Map.of("clientToken", talk.id() + text, "type", "TEXT", "text", text, "confirm", true));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Void: it takes too long");
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
    }
}
