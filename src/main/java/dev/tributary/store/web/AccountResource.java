package dev.tributary.store.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.AccountBinding;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountRefresh;
import dev.tributary.store.AccountService;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.StoreAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

@Path("/api/accounts/{id}")
@Authenticated
class AccountResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final AccountBinding binding;
    private final AccountRefresh refresh;
    private final AccountService service;
    private final AccountViews accounts;

    AccountResource(
            StoreAccess access,
            CurrentAgent current,
            AccountBinding binding,
            AccountRefresh refresh,
            AccountService service,
            AccountViews accounts) {
        this.access = access;
        this.current = current;
        this.binding = binding;
        this.refresh = refresh;
        this.service = service;
        this.accounts = accounts;
    }

    /** Unbinding what is unbound changes nothing. */
    @DELETE
    public void unbind(AccountId id) {
        var store = access.requireAccount(id, Permission.MANAGE_STORE);
        binding.unbind(current.id(), id, store);
    }

    /** Says in which country the account is registered; null for unknown. TikTok itself does not tell. */
    @PUT
    @Path("market")
    public AccountView setMarket(AccountId id, @Valid @NotNull MarketRequest request) {
        access.requireAccount(id, Permission.MANAGE_STORE);
        service.setMarket(current.id(), id, request.market());
        return accounts.get(id);
    }

    /** Renews the token now and asks TikTok anew for the account's name and rights. */
    @POST
    @Path("refresh")
    public AccountView refresh(AccountId id) {
        access.requireAccount(id, Permission.MANAGE_STORE);
        refresh.refresh(id);
        return accounts.get(id);
    }

    /** @param market ISO 3166, two capital letters */
    record MarketRequest(
            @Nullable @Pattern(regexp = "[A-Z]{2}") String market) {}
}
