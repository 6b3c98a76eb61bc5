package dev.tributary.store.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.AccountBinding;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountRefresh;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/api/accounts/{id}")
@Authenticated
class AccountResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final AccountBinding binding;
    private final AccountRefresh refresh;
    private final AccountViews accounts;

    AccountResource(
            StoreAccess access,
            CurrentAgent current,
            AccountBinding binding,
            AccountRefresh refresh,
            AccountViews accounts) {
        this.access = access;
        this.current = current;
        this.binding = binding;
        this.refresh = refresh;
        this.accounts = accounts;
    }

    /** Unbinding what is unbound changes nothing. */
    @DELETE
    public void unbind(AccountId id) {
        var store = access.requireAccount(id, Permission.MANAGE_STORE);
        binding.unbind(current.id(), id, store);
    }

    /** Renews the token now and asks TikTok anew for the account's name and rights. */
    @POST
    @Path("refresh")
    public AccountView refresh(AccountId id) {
        access.requireAccount(id, Permission.MANAGE_STORE);
        refresh.refresh(id);
        return accounts.get(id);
    }
}
