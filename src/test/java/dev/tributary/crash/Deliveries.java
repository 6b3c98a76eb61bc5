package dev.tributary.crash;

import dev.tributary.simulator.Signatures;
import dev.tributary.simulator.SimulatorOptions;
import dev.tributary.testing.Hook;
import dev.tributary.testing.Payload;
import dev.tributary.testing.WebhookShop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** TikTok's side: messages, each with words of its own, that are delivered again until they are answered 200. */
final class Deliveries {

    private static final int SENDERS = 6;
    private static final int CONVERSATIONS = 37;

    /** Who sends so many after a crash and never sees a failure would go on for ever. */
    private static final int MOST_IN_A_ROUND = 5_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final WebhookShop shop;
    private final Clock clock;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> answers = ConcurrentHashMap.newKeySet();
    private final Queue<Message> unacknowledged = new ConcurrentLinkedQueue<>();

    Deliveries(String openId, Clock clock) {
        this.shop = new WebhookShop(UUID.randomUUID(), UUID.randomUUID(), openId);
        this.clock = clock;
    }

    private record Message(String words, byte[] body) {}

    /**
     * Delivers from many sides at once. With the given acknowledgement the crash happens, in the middle of what the
     * others are sending; then each side stops at its first failure.
     */
    void until(URI server, int crashWith, Runnable crash) {
        var heard = new AtomicInteger();
        var started = new AtomicInteger();
        var senders = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> {
                            var failed = false;
                            while (!(failed && heard.get() >= crashWith) && started.get() < MOST_IN_A_ROUND) {
                                started.incrementAndGet();
                                failed = !deliver(server, next());
                                if (!failed && heard.incrementAndGet() == crashWith) {
                                    crash.run();
                                }
                            }
                        },
                        it -> new Thread(it, "sender").start()))
                .limit(SENDERS)
                .toList();
        senders.forEach(CompletableFuture::join);
    }

    /** Delivers again what was not acknowledged, exactly that. True once nothing is left. */
    boolean again(URI server) {
        for (var waiting = unacknowledged.size(); waiting > 0; waiting--) {
            deliver(server, unacknowledged.remove());
        }
        return unacknowledged.isEmpty();
    }

    int waiting() {
        return unacknowledged.size();
    }

    /** The words of every message that was answered 200. */
    Set<String> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    int sent() {
        return number.get();
    }

    /** Every status that was ever answered. */
    Set<Integer> answers() {
        return answers;
    }

    private Message next() {
        var n = number.incrementAndGet();
        var words = "message %06d".formatted(n);
        var body = Payload.message(shop, "conversation-" + n % CONVERSATIONS, "message-id-" + n, words)
                .at(clock.millis())
                .bytes();
        return new Message(words, body);
    }

    private boolean deliver(URI server, Message message) {
        if (status(server, message.body()) == 200) {
            acknowledged.add(message.words());
            return true;
        }
        unacknowledged.add(message);
        return false;
    }

    /** -1 where no answer came. */
    private int status(URI server, byte[] body) {
        var request = HttpRequest.newBuilder(server.resolve(Hook.PATH))
                .header(Signatures.HEADER, Signatures.header(SimulatorOptions.APP_SECRET, clock.millis() / 1000, body))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            answers.add(status);
            return status;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while delivering", e);
        }
    }
}
