package dev.tributary.realtime;

import io.quarkus.logging.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads on in the stream of one store and tells everybody who listens.
 *
 * <p>A newcomer is told what it missed from the table, in portions it can take, and joins the others exactly where they
 * are: passes never run at the same time, so there is neither a gap nor a number told twice.
 */
final class StreamTail {

    /** So few that even long messages stay far below what may wait for a reader. */
    private static final int BATCH = 50;

    private static final long NOBODY_LISTENS = -1;

    private final UUID store;
    private final ChangeRows rows;
    private final Frames frames;
    private final StreamMeters meters;
    private final RealtimeConfig config;
    private final Set<StreamConnection> listeners = ConcurrentHashMap.newKeySet();
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private volatile long told = NOBODY_LISTENS;

    StreamTail(UUID store, ChangeRows rows, Frames frames, StreamMeters meters, RealtimeConfig config) {
        this.store = store;
        this.rows = rows;
        this.frames = frames;
        this.meters = meters;
        this.config = config;
    }

    UUID store() {
        return store;
    }

    void join(StreamConnection connection, ResumePoint point) {
        newcomers.add(new Newcomer(connection, point));
    }

    void leave(StreamConnection connection) {
        listeners.remove(connection);
    }

    boolean isIdle() {
        return listeners.isEmpty() && newcomers.isEmpty();
    }

    boolean isBehind(long head) {
        return !newcomers.isEmpty() || (!listeners.isEmpty() && told < head);
    }

    /**
     * Tells what is new, then looks after newcomers. Never run twice at the same time.
     *
     * @return whether somebody is still catching up
     */
    boolean pass() {
        listeners.removeIf(StreamConnection::isClosed);
        if (listeners.isEmpty()) {
            told = NOBODY_LISTENS;
        } else {
            tellNews();
        }
        if (!newcomers.isEmpty()) {
            if (told == NOBODY_LISTENS) {
                told = rows.head(store);
            }
            Map<Long, List<Frame>> portions = new HashMap<>();
            newcomers.removeIf(it -> caughtUp(it, portions));
        }
        return !newcomers.isEmpty();
    }

    private void tellNews() {
        List<ChangeRows.Change> changes;
        do {
            changes = rows.after(store, told, BATCH);
            if (changes.isEmpty()) {
                return;
            }
            var batch = frames.of(store, changes);
            listeners.removeIf(this::goesOnAlone);
            listeners.forEach(it -> send(it, batch));
            told = changes.get(changes.size() - 1).seq();
            meters.told(changes, batch.size() * listeners.size());
        } while (changes.size() == BATCH);
    }

    /** A reader that is behind goes on at its own pace and comes back when it can. */
    private boolean goesOnAlone(StreamConnection listener) {
        return listener.isBehind() && newcomers.add(new Newcomer(listener, told));
    }

    /** True when nothing more is to be done for the newcomer: it listens, or it is gone. */
    private boolean caughtUp(Newcomer it, Map<Long, List<Frame>> portions) {
        if (it.connection.isClosed()) {
            return true;
        }
        return switch (it.point.kind()) {
            case NOW -> begins(it);
            case RESET -> startsOver(it);
            case RESUME -> resumed(it, portions);
        };
    }

    private boolean resumed(Newcomer it, Map<Long, List<Frame>> portions) {
        if (it.position > told) {
            // It knows more than was told here, which may be true for a moment: look at the stream itself.
            return it.position > rows.head(store) && startsOver(it);
        }
        if (told - it.position > config.replay()) {
            return startsOver(it);
        }
        while (it.position < told) {
            if (it.connection.isBehind()) {
                return isTooSlow(it);
            }
            var portion = portions.computeIfAbsent(it.position, this::read);
            if (portion.isEmpty() || portion.get(0).seq() != it.position + 1) {
                Log.infof("Changes of store %s after %d are no longer kept", store, it.position);
                return startsOver(it);
            }
            greet(it);
            send(it.connection, portion);
            it.lastProgress = System.nanoTime();
            it.position = portion.get(portion.size() - 1).seq();
        }
        greet(it);
        return listens(it);
    }

    private void greet(Newcomer it) {
        if (!it.greeted) {
            it.connection.send(frames.hello(store, it.position));
            it.greeted = true;
        }
    }

    /** Never beyond what the listeners were told: whoever joins them goes on from there. */
    private List<Frame> read(long after) {
        var limit = (int) Math.min(BATCH, told - after);
        return frames.of(store, rows.after(store, after, limit));
    }

    private boolean startsOver(Newcomer it) {
        it.connection.send(frames.reset(store, told));
        return begins(it);
    }

    private boolean begins(Newcomer it) {
        it.connection.send(frames.hello(store, told));
        return listens(it);
    }

    private boolean listens(Newcomer it) {
        listeners.add(it.connection);
        return true;
    }

    /** Rights are asked for each time: they may have ended since the connection was opened. */
    private void send(StreamConnection connection, List<Frame> batch) {
        if (connection.stores().contains(store)) {
            batch.forEach(it -> connection.send(it.textFor(connection.agent())));
        }
    }

    private boolean isTooSlow(Newcomer it) {
        var tooSlow = System.nanoTime() - it.lastProgress > config.patience().toNanos();
        if (tooSlow) {
            it.connection.close(StreamConnection.TOO_SLOW);
        }
        return tooSlow;
    }

    /** Somebody who is not where the listeners are. */
    private static final class Newcomer {

        private final StreamConnection connection;
        private final ResumePoint point;
        private long lastProgress = System.nanoTime();
        private long position;
        private boolean greeted;

        Newcomer(StreamConnection connection, ResumePoint point) {
            this.connection = connection;
            this.point = point;
            this.position = point.after();
        }

        /** A listener that fell behind after this number. */
        Newcomer(StreamConnection connection, long position) {
            this(connection, ResumePoint.after(position));
            this.greeted = true;
        }
    }
}
