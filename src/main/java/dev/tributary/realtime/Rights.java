package dev.tributary.realtime;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AccessChanged;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.LiveLogins;
import dev.tributary.identity.LiveLogins.Login;
import dev.tributary.identity.Role;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps open sockets true to the rights of those who opened them: at once for what changes on this node, soon for what
 * changes on another. A login that is over and a store that was taken away close the socket.
 */
@ApplicationScoped
class Rights {

    private static final long EVERY_MILLIS = 2_000;

    private final Connections connections;
    private final LiveLogins logins;
    private final StoreAccess stores;
    private final StreamTails tails;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(it -> new Thread(it, "stream-rights"));

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the worker
    Rights(Connections connections, LiveLogins logins, StoreAccess stores, StreamTails tails) {
        this.connections = connections;
        this.logins = logins;
        this.stores = stores;
        this.tails = tails;
        worker.scheduleWithFixedDelay(
                () -> check(connections.all()), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void onAccessChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged event) {
        checkSoon(event.agent());
    }

    /** What was found out before the socket was open may have changed meanwhile. */
    void checkSoon(AgentId agent) {
        try {
            worker.execute(() -> check(connections.of(agent)));
        } catch (RejectedExecutionException e) {
            Log.debug("Not checking rights any more: shutting down", e);
        }
    }

    private void check(Collection<StreamConnection> open) {
        if (open.isEmpty()) {
            return;
        }
        try {
            var good =
                    logins.stillGood(open.stream().map(StreamConnection::login).toList());
            var roles = new HashMap<AgentId, Role>();
            good.forEach((login, role) -> roles.put(login.agent(), role));
            var visible = stores.visibleTo(roles);
            open.forEach(it -> check(it, good, visible));
        } catch (RuntimeException e) {
            // Nothing can be told either while the database is away; the next round checks again.
            Log.error("Could not check the rights of open streams", e);
        }
    }

    private void check(StreamConnection connection, Map<Login, Role> good, Map<AgentId, Set<StoreId>> visible) {
        if (!good.containsKey(connection.login())) {
            connection.close(StreamConnection.LOGIN_OVER);
            return;
        }
        var now = visible.getOrDefault(connection.login().agent(), Set.of()).stream()
                .map(StoreId::value)
                .collect(toUnmodifiableSet());
        if (!now.containsAll(connection.stores())) {
            connection.close(StreamConnection.RIGHTS_CHANGED);
        } else if (!connection.isNarrowed() && now.size() > connection.stores().size()) {
            Set<UUID> gained = new HashSet<>(now);
            gained.removeAll(connection.stores());
            connection.addStores(gained);
            gained.forEach(it -> tails.join(it, connection, ResumePoint.NOW));
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
