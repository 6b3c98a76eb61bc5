package dev.tributary.store.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.AccountBinding;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;

@Path("/api/accounts/{id}")
@Authenticated
class AccountResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final AccountBinding binding;

    AccountResource(StoreAccess access, CurrentAgent current, AccountBinding binding) {
        this.access = access;
        this.current = current;
        this.binding = binding;
    }

    /** Unbinding what is unbound changes nothing. */
    @DELETE
    public void unbind(AccountId id) {
        var store = access.requireAccount(id, Permission.MANAGE_STORE);
        binding.unbind(current.id(), id, store);
    }
}
