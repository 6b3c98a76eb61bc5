package dev.tributary.realtime;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Presence;
import dev.tributary.routing.Presence.Beat;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says which browsers are there: for all of this node in one statement, now and then, and soon after one came, went, or
 * opened something else.
 *
 * <p>Only browsers count: a program that listens with an agent's token says nothing about where the agent is. And only a
 * node that has listened without a pause for the whole grace says that somebody is gone. After a restart, while the
 * database was away, or when the machine slept, nobody could be heard.
 */
@ApplicationScoped
class Heartbeats {

    private static final long EVERY_MILLIS = 10_000;
    private static final long SOON_MILLIS = 200;
    private static final long APART_MILLIS = 1_000;

    /** Longer between two rounds is a pause. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Connections connections;
    private final Presence presence;
    private final Clock clock;
    private final Map<StreamConnection, Beat> told = new HashMap<>();
    private final Queue<Beat> last = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(it -> new Thread(it, "heartbeats"));
    private volatile long flushedNanos = System.nanoTime();
    private Instant lastRound = Instant.EPOCH;
    private Instant listeningSince = Instant.EPOCH;

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the worker
    Heartbeats(Connections connections, Presence presence, Clock clock) {
        this.connections = connections;
        this.presence = presence;
        this.clock = clock;
        worker.scheduleWithFixedDelay(() -> safely(this::round), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** It opened, or something else is open in it. */
    @SuppressWarnings("FutureReturnValueIgnored") // what runs logs its own failures
    void flushSoon() {
        if (soon.compareAndSet(false, true)) {
            var since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - flushedNanos);
            try {
                worker.schedule(
                        () -> safely(this::flush), Math.max(SOON_MILLIS, APART_MILLIS - since), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                Log.debug("Not telling who is there any more: shutting down", e);
            }
        }
    }

    /** It was there until now, and shows nothing any more. */
    void closed(StreamConnection connection) {
        if (connection.isBrowser()) {
            last.add(new Beat(connection.id(), new AgentId(connection.agent()), clock.instant(), null));
            flushSoon();
        }
    }

    synchronized void round() {
        flush();
        var now = clock.instant();
        if (lastRound.plus(PAUSE).isBefore(now)) {
            listeningSince = now;
        }
        if (!listeningSince.plus(presence.grace()).isAfter(now)) {
            presence.expire();
        }
        lastRound = now;
    }

    synchronized void flush() {
        soon.set(false);
        flushedNanos = System.nanoTime();
        var closed = drained();
        var open = new HashMap<StreamConnection, Beat>();
        connections.all().stream().filter(StreamConnection::isBrowser).forEach(it -> open.put(it, it.beat()));
        var beats = new ArrayList<>(closed);
        open.forEach((connection, beat) -> {
            if (!beat.equals(told.get(connection))) {
                beats.add(beat);
            }
        });
        try {
            presence.seen(withoutTwice(beats));
        } catch (RuntimeException e) {
            last.addAll(closed);
            throw e;
        }
        told.clear();
        told.putAll(open);
    }

    private List<Beat> drained() {
        var drained = new ArrayList<Beat>();
        for (var it = last.poll(); it != null; it = last.poll()) {
            drained.add(it);
        }
        return drained;
    }

    /** One that closed while this looked is there twice: then it is closed. */
    private static List<Beat> withoutTwice(List<Beat> beats) {
        var byConnection = new HashMap<UUID, Beat>();
        beats.forEach(it -> byConnection.putIfAbsent(it.connection(), it));
        return List.copyOf(byConnection.values());
    }

    private static void safely(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            // Who was not told of is told of in the next round.
            Log.error("Could not tell who is there", e);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
