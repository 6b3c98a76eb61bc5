package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.IdentityAccess;
import dev.tributary.identity.IdentityProblem;
import dev.tributary.identity.Permission;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The way to duty and capacity: one's own, and that of people one shares a store with. */
@ApplicationScoped
public class RoutingAccess {

    private final IdentityAccess identity;
    private final StoreAccess stores;
    private final DutyQueries duties;

    RoutingAccess(IdentityAccess identity, StoreAccess stores, DutyQueries duties) {
        this.identity = identity;
        this.stores = stores;
        this.duties = duties;
    }

    /** Whoever asks, about themselves. */
    public AgentId self() {
        return identity.requireLoggedIn();
    }

    /** Refuses with 404 somebody with whom one shares no store, with 403 whoever supervises nobody. */
    public void requireSupervisionOf(AgentId agent) {
        identity.requireLoggedIn();
        if (duties.ofStores(stores.visible()).stream()
                .noneMatch(it -> it.agentId().equals(agent.value()))) {
            throw new ProblemException(IdentityProblem.UNKNOWN_AGENT, "Check the id, or ask an admin.");
        }
        stores.requireRole(Permission.SUPERVISE);
    }

    /** Refuses with 404 an account of a store that may not be seen. */
    public void requireAccounts(Set<AccountId> accounts) {
        accounts.forEach(it -> stores.requireAccount(it, Permission.SUPERVISE));
    }

    /** The stores from whose queues whoever asks may take work. */
    public Set<StoreId> answerable() {
        var visible = stores.visible();
        stores.requireRole(Permission.REPLY);
        return visible;
    }

    /** Refuses with 404 a store that may not be seen. */
    public StoreId requireAnswerable(StoreId store) {
        stores.require(store, Permission.REPLY);
        return store;
    }

    /** Refuses with 404 a store that may not be seen, with 403 whoever supervises nobody. */
    public void requireSupervision(StoreId store) {
        stores.require(store, Permission.SUPERVISE);
    }

    /** The stores whose people may be seen. */
    public Set<StoreId> visible() {
        return stores.visible();
    }
}
