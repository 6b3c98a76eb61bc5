package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.IdentityProblem;
import dev.tributary.identity.Permission;
import dev.tributary.identity.Role;
import dev.tributary.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/**
 * The way to a store's data: everything that belongs to a store is reached through here.
 *
 * <p>A store one may not see does not exist for one: the answer is the same as for a store that was never there.
 */
@ApplicationScoped
public class StoreAccess {

    private final CurrentAgent current;
    private final Jdbi jdbi;

    StoreAccess(CurrentAgent current, Jdbi jdbi) {
        this.current = current;
        this.jdbi = jdbi;
    }

    /** The stores that whoever is making this request may see. */
    public Set<StoreId> visible() {
        return visibleTo(current.id(), current.role());
    }

    public Set<StoreId> visibleTo(AgentId agent, Role role) {
        var sql = """
                SELECT id FROM store WHERE :everything
                UNION ALL
                SELECT store_id FROM store_member WHERE agent_id = :agent AND NOT :everything
                """;
        return jdbi.withHandle(
                db -> db
                        .createQuery(sql)
                        .bind("everything", role == Role.ADMIN)
                        .bind("agent", agent.value())
                        .mapTo(UUID.class)
                        .stream()
                        .map(StoreId::new)
                        .collect(toUnmodifiableSet()));
    }

    /** The same for many at once. */
    public Map<AgentId, Set<StoreId>> visibleTo(Map<AgentId, Role> agents) {
        var visible = new HashMap<AgentId, Set<StoreId>>();
        agents.keySet().forEach(it -> visible.put(it, new HashSet<>()));
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT agent_id, store_id FROM store_member WHERE agent_id = ANY(:others)
                        UNION ALL
                        SELECT admin, s.id FROM unnest(:admins) AS a (admin) CROSS JOIN store s
                        """)
                .bindArray("others", UUID.class, idsOf(agents, it -> it != Role.ADMIN))
                .bindArray("admins", UUID.class, idsOf(agents, it -> it == Role.ADMIN))
                .map((row, context) -> visible.computeIfAbsent(
                                new AgentId(row.getObject(1, UUID.class)), it -> new HashSet<>())
                        .add(new StoreId(row.getObject(2, UUID.class))))
                .list());
        return visible;
    }

    private static List<UUID> idsOf(Map<AgentId, Role> agents, Predicate<Role> role) {
        return agents.entrySet().stream()
                .filter(it -> role.test(it.getValue()))
                .map(it -> it.getKey().value())
                .toList();
    }

    /** Refuses with 404 where the store may not be seen, with 403 where it may be but this may not be done. */
    public void require(StoreId store, Permission permission) {
        if (!visible().contains(store)) {
            throw StoreId.unknown();
        }
        requireRole(permission);
    }

    /**
     * The same for the store of an account, bound or not: an account of a store one may not see does not exist.
     *
     * @return the store it belongs to
     */
    public StoreId requireAccount(AccountId account, Permission permission) {
        var store = jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM account WHERE id = :id")
                .bind("id", account.value())
                .mapTo(UUID.class)
                .findOne()
                .map(StoreId::new));
        if (store.isEmpty() || !visible().contains(store.get())) {
            throw AccountId.unknown();
        }
        requireRole(permission);
        return store.get();
    }

    /** Refuses with 403 whoever may not look after the server itself, whatever the store. */
    public void requireOperator() {
        requireRole(Permission.ADMINISTER);
    }

    /** Refuses with 403 what the role of whoever is making this request does not allow in any store. */
    public void requireRole(Permission permission) {
        if (!current.may(permission)) {
            throw new ProblemException(IdentityProblem.NOT_ALLOWED, "Ask an admin for it.");
        }
    }
}
