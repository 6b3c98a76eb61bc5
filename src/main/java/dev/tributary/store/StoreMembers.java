package dev.tributary.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Role;
import dev.tributary.identity.StoreMemberships;
import dev.tributary.identity.VisibleStores;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Who works for which stores, as identity asks for it. */
@ApplicationScoped
class StoreMembers implements StoreMemberships, VisibleStores {

    private final Jdbi jdbi;
    private final StoreAccess access;

    StoreMembers(Jdbi jdbi, StoreAccess access) {
        this.jdbi = jdbi;
        this.access = access;
    }

    @Override
    public boolean set(AgentId agent, Set<UUID> stores) {
        return jdbi.withHandle(db -> {
            var known = db.createQuery("SELECT count(*) FROM store WHERE id = ANY(:stores)")
                    .bindArray("stores", UUID.class, stores)
                    .mapTo(Integer.class)
                    .one();
            if (known != stores.size()) {
                throw new ProblemException(StoreProblem.UNKNOWN_STORE, "Check the ids in storeIds.");
            }
            var left = db.createUpdate("DELETE FROM store_member WHERE agent_id = :agent AND store_id <> ALL(:stores)")
                    .bind("agent", agent.value())
                    .bindArray("stores", UUID.class, stores)
                    .execute();
            var joined = db.createUpdate("""
                            INSERT INTO store_member (store_id, agent_id) SELECT unnest(:stores), :agent
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("agent", agent.value())
                    .bindArray("stores", UUID.class, stores)
                    .execute();
            return left + joined > 0;
        });
    }

    @Override
    public Map<AgentId, Set<UUID>> of(Collection<AgentId> agents) {
        var stores = new HashMap<>(
                agents.stream().distinct().collect(toMap(Function.identity(), it -> (Set<UUID>) new HashSet<UUID>())));
        jdbi.useHandle(db -> db.createQuery("SELECT agent_id, store_id FROM store_member WHERE agent_id = ANY(:agents)")
                .bindArray(
                        "agents",
                        UUID.class,
                        agents.stream().map(AgentId::value).collect(toSet()))
                .map((row, context) -> stores.computeIfAbsent(
                                new AgentId(row.getObject("agent_id", UUID.class)), it -> new HashSet<>())
                        .add(row.getObject("store_id", UUID.class)))
                .list());
        return stores;
    }

    @Override
    public List<VisibleStore> of(AgentId agent, Role role) {
        var ids = access.visibleTo(agent, role).stream().map(StoreId::value).toList();
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, name, market, time_zone, show_typing, transfer_note_required FROM store
                        WHERE id = ANY(:ids) ORDER BY name, id
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> new VisibleStore(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("market"),
                        row.getString("time_zone"),
                        row.getBoolean("show_typing"),
                        row.getBoolean("transfer_note_required")))
                .list());
    }
}
