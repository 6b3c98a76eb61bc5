package dev.tributary.ingest;

import dev.tributary.store.AccountId;
import dev.tributary.store.Accounts;
import dev.tributary.store.StoreAccess;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may see how an account is doing, and who may have it read back. */
@ApplicationScoped
public class RecoveryAccess {

    private final StoreAccess stores;
    private final Accounts accounts;

    RecoveryAccess(StoreAccess stores, Accounts accounts) {
        this.stores = stores;
        this.accounts = accounts;
    }

    /** Everybody of its store. An account of a store one may not see does not exist. */
    public void requireVisible(AccountId account) {
        var visible = stores.visible();
        if (accounts.find(account).filter(it -> visible.contains(it.store())).isEmpty()) {
            throw AccountId.unknown();
        }
    }

    /** Admins. */
    public void requireAdmin(AccountId account) {
        requireVisible(account);
        stores.requireOperator();
    }
}
