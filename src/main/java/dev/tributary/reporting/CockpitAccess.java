package dev.tributary.reporting;

import dev.tributary.identity.Permission;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may see how stores are doing: supervisors of the stores they belong to, and admins. */
@ApplicationScoped
public class CockpitAccess {

    private final StoreAccess stores;

    CockpitAccess(StoreAccess stores) {
        this.stores = stores;
    }

    /** Those of which whoever is making this request may see it; or the one that was asked for, if it is such a one. */
    public Set<StoreId> stores(@Nullable StoreId only) {
        if (only != null) {
            stores.require(only, Permission.SUPERVISE);
            return Set.of(only);
        }
        stores.requireRole(Permission.SUPERVISE);
        return stores.visible();
    }

    /** @return the store of the account, bound or not */
    public StoreId requireAccount(AccountId account) {
        return stores.requireAccount(account, Permission.SUPERVISE);
    }

    /** Refuses whoever may not look after the server itself. */
    public void requireOperator() {
        stores.requireOperator();
    }
}
