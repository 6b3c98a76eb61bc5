package dev.tributary.realtime;

import dev.tributary.identity.AgentId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sockets that are open on this node. */
@ApplicationScoped
class Connections {

    private final Map<String, StreamConnection> byId = new ConcurrentHashMap<>();
    private final RealtimeConfig config;

    Connections(RealtimeConfig config, MeterRegistry meters) {
        this.config = config;
        meters.gaugeMapSize("tributary.realtime.connections", List.of(), byId);
    }

    /** Whether one more is allowed. Asked before the socket exists; {@link #add} has the last word. */
    boolean hasRoom(AgentId agent, String address) {
        return of(agent).size() < config.connectionsPerAgent() && at(address) < config.connectionsPerAddress();
    }

    /** False if there are too many now. */
    synchronized boolean add(String id, StreamConnection connection) {
        if (!hasRoom(connection.login().agent(), connection.address())) {
            return false;
        }
        byId.put(id, connection);
        return true;
    }

    @Nullable
    StreamConnection find(String id) {
        return byId.get(id);
    }

    @Nullable
    StreamConnection remove(String id) {
        return byId.remove(id);
    }

    Collection<StreamConnection> all() {
        return List.copyOf(byId.values());
    }

    List<StreamConnection> of(AgentId agent) {
        return byId.values().stream()
                .filter(it -> it.login().agent().equals(agent))
                .toList();
    }

    private long at(String address) {
        return byId.values().stream().filter(it -> it.address().equals(address)).count();
    }
}
