package dev.tributary.realtime;

import dev.tributary.identity.LiveLogins.Login;
import dev.tributary.routing.Presence.Beat;
import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One open socket: who reads it, what they may know, and how far they are behind.
 *
 * <p>Nothing here waits for the reader. What it has not taken yet is counted, and a reader that is too far behind is
 * cut off, so that it costs bounded memory and disturbs nobody.
 */
final class StreamConnection {

    static final CloseReason TOO_MANY = new CloseReason(1008, "too-many-connections");
    static final CloseReason LOGIN_OVER = new CloseReason(1008, "login-over");
    static final CloseReason RIGHTS_CHANGED = new CloseReason(1008, "rights-changed");
    private static final CloseReason FLOOD = new CloseReason(1008, "too-many-frames");
    static final CloseReason TOO_SLOW = new CloseReason(1013, "too-slow");
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final long FLOOD_WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final WebSocketConnection socket;
    private final Login login;
    private final RealtimeConfig config;
    private final String address;
    private final HttpConnection transport;
    private final boolean narrowed;
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Set<UUID> stores;
    private volatile boolean gone;
    private final UUID id = UUID.randomUUID();
    private final Clock clock;
    private volatile Instant heardAt;
    private volatile @Nullable UUID looksAt;
    private long windowBegan = System.nanoTime();
    private int framesInWindow;

    StreamConnection(WebSocketConnection socket, StreamUpgrade.Admitted admitted, RealtimeConfig config, Clock clock) {
        this.socket = socket;
        this.login = admitted.login();
        this.address = admitted.address();
        this.transport = admitted.transport();
        this.stores = Set.copyOf(admitted.points().keySet());
        this.narrowed = admitted.narrowed();
        this.config = config;
        this.clock = clock;
        this.heardAt = clock.instant();
    }

    /** Names it for good, other than the socket's id among all nodes. */
    UUID id() {
        return id;
    }

    boolean isBrowser() {
        return login.isBrowser();
    }

    /** When it was heard of last, and what is open in it. */
    Beat beat() {
        return new Beat(id, login.agent(), heardAt, looksAt);
    }

    /** Whether that is news. */
    boolean looksAt(@Nullable UUID conversation) {
        var before = looksAt;
        looksAt = conversation;
        return !Objects.equals(before, conversation);
    }

    Login login() {
        return login;
    }

    UUID agent() {
        return login.agent().value();
    }

    String address() {
        return address;
    }

    Set<UUID> stores() {
        return stores;
    }

    /** The client chose among its stores, so it is told nothing of others that it gains. */
    boolean isNarrowed() {
        return narrowed;
    }

    void addStores(Set<UUID> gained) {
        var all = new HashSet<>(stores);
        all.addAll(gained);
        stores = Set.copyOf(all);
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Whether a lot of what was sent has not been taken yet. */
    boolean isBehind() {
        return backlog.get() > config.backlog() / 4;
    }

    void send(String text) {
        if (closed.get()) {
            return;
        }
        if (backlog.addAndGet(text.length()) > config.backlog()) {
            close(TOO_SLOW);
            return;
        }
        socket.sendText(text).subscribe().with(sent -> backlog.addAndGet(-text.length()), failure -> lost(failure));
    }

    private void lost(Throwable failure) {
        Log.debugf(failure, "Connection %s is gone", socket.id());
        closed.set(true);
    }

    void close(CloseReason reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Log.infof("Closing stream of agent %s: %d %s", login.agent(), reason.getCode(), reason.getMessage());
        socket.close(reason)
                .subscribe()
                .with(done -> {}, failure -> Log.debugf(failure, "Connection %s was gone already", socket.id()));
        endTransportLater();
    }

    /** Says goodbye as the protocol wants it; a client that does not read never hears it, so then without. */
    private void endTransportLater() {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(GOODBYE)
                .subscribe()
                .with(it -> endTransport(), failure -> Log.error("A timer failed", failure));
    }

    /** By the public interface it would be closed after everything has been written, which is never. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to be done if that fails
    private void endTransport() {
        if (!gone && transport instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        }
    }

    void markClosed() {
        closed.set(true);
        gone = true;
    }

    /** Counts a frame of the client's, which always come one after the other. False once there are too many. */
    boolean accepts() {
        if (closed.get()) {
            return false;
        }
        heardAt = clock.instant();
        var now = System.nanoTime();
        if (now - windowBegan > FLOOD_WINDOW_NANOS) {
            windowBegan = now;
            framesInWindow = 0;
        }
        if (++framesInWindow > config.framesPerTenSeconds()) {
            close(FLOOD);
            return false;
        }
        return true;
    }
}
