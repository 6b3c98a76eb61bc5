package dev.tributary.realtime;

import dev.tributary.platform.outbox.ChangesWritten;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a tail for every store that somebody listens to, and wakes it: at once for what this node writes, after a
 * moment for what others write. A wake-up only says where to look.
 */
@ApplicationScoped
class StreamTails {

    private static final long POLL_MILLIS = 500;
    private static final long CATCHING_UP_MILLIS = 20;
    private static final int THREADS = 2;

    private final ChangeRows rows;
    private final Frames frames;
    private final StreamMeters meters;
    private final RealtimeConfig config;
    private final Map<UUID, Woken> tails = new ConcurrentHashMap<>();
    private final ScheduledExecutorService workers =
            Executors.newScheduledThreadPool(THREADS, it -> new Thread(it, "stream"));

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the workers
    StreamTails(ChangeRows rows, Frames frames, StreamMeters meters, RealtimeConfig config) {
        this.rows = rows;
        this.frames = frames;
        this.meters = meters;
        this.config = config;
        workers.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void join(UUID store, StreamConnection connection, ResumePoint point) {
        var tail = tails.computeIfAbsent(store, this::tail);
        tail.tail.join(connection, point);
        tail.wake();
    }

    void leave(StreamConnection connection) {
        tails.values().forEach(it -> it.tail.leave(connection));
    }

    // Fired after the commit, so that whoever looks finds it.
    void onChangesWritten(@Observes ChangesWritten event) {
        for (var store : event.stores()) {
            var tail = tails.get(store);
            if (tail != null && !tail.tail.isIdle()) {
                tail.wake();
            }
        }
    }

    private Woken tail(UUID store) {
        return new Woken(new StreamTail(store, rows, frames, meters, config));
    }

    private void poll() {
        try {
            var listening =
                    tails.values().stream().filter(it -> !it.tail.isIdle()).toList();
            if (listening.isEmpty()) {
                return;
            }
            var heads = rows.heads(listening.stream().map(it -> it.tail.store()).toList());
            listening.stream()
                    .filter(it -> it.tail.isBehind(heads.getOrDefault(it.tail.store(), 0L)))
                    .forEach(Woken::wake);
        } catch (RuntimeException e) {
            // The next poll looks again; an exception would end them all.
            Log.error("Could not look for changes", e);
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    /** A tail that runs as often as it is woken, but never twice at the same time. */
    private final class Woken {

        private final StreamTail tail;
        private final AtomicInteger wakes = new AtomicInteger();

        Woken(StreamTail tail) {
            this.tail = tail;
        }

        void wake() {
            if (wakes.getAndIncrement() == 0) {
                schedule(this::run, 0);
            }
        }

        private void run() {
            var seen = wakes.get();
            try {
                if (tail.pass()) {
                    schedule(this::wake, CATCHING_UP_MILLIS);
                }
            } catch (RuntimeException e) {
                // Told numbers did not move, so the next poll begins where this one ended.
                Log.errorf(e, "Could not tell the changes of store %s", tail.store());
            }
            if (wakes.addAndGet(-seen) > 0) {
                schedule(this::run, 0);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what runs logs its own failures
        private void schedule(Runnable what, long delayMillis) {
            try {
                workers.schedule(what, delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                Log.debug("Not telling any more: shutting down", e);
            }
        }
    }
}
