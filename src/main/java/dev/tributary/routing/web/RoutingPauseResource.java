package dev.tributary.routing.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.RoutingPauses;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/accounts/{id}/routing-pause")
@Authenticated
class RoutingPauseResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final RoutingPauses pauses;
    private final AccountViews accounts;

    RoutingPauseResource(StoreAccess access, CurrentAgent current, RoutingPauses pauses, AccountViews accounts) {
        this.access = access;
        this.current = current;
        this.pauses = pauses;
        this.accounts = accounts;
    }

    /** From now on people alone take the account's conversations. */
    @PUT
    public AccountView pause(AccountId id) {
        access.requireAccount(id, Permission.SUPERVISE);
        pauses.pause(current.id(), id);
        return accounts.get(id);
    }

    @DELETE
    public AccountView resume(AccountId id) {
        access.requireAccount(id, Permission.SUPERVISE);
        pauses.resume(current.id(), id);
        return accounts.get(id);
    }
}
