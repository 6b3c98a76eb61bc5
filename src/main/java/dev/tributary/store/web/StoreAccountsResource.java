package dev.tributary.store.web;

import dev.tributary.connector.Platform;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.Snapshot;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.platform.web.ShownOnce;
import dev.tributary.store.AccountBinding;
import dev.tributary.store.AccountId;
import dev.tributary.store.AccountRole;
import dev.tributary.store.AccountView;
import dev.tributary.store.AccountViews;
import dev.tributary.store.BindingRequest;
import dev.tributary.store.EvidenceFileId;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/stores/{id}/accounts")
@Authenticated
class StoreAccountsResource {

    private final StoreAccess access;
    private final CurrentAgent current;
    private final AccountViews accounts;
    private final AccountBinding binding;
    private final ChangeLog changes;

    StoreAccountsResource(
            StoreAccess access,
            CurrentAgent current,
            AccountViews accounts,
            AccountBinding binding,
            ChangeLog changes) {
        this.access = access;
        this.current = current;
        this.accounts = accounts;
        this.binding = binding;
        this.changes = changes;
    }

    @GET
    public Snapshot<AccountView> list(StoreId id) {
        access.require(id, Permission.VIEW);
        var asOf = changes.asOf(Set.of(id.value()));
        return Snapshot.of(Page.of(accounts.ofStore(id)), asOf);
    }

    @POST
    @Path("authorizations")
    public AuthorizationView authorize(StoreId id, @Valid @NotNull AuthorizationRequest request) {
        access.require(id, Permission.MANAGE_STORE);
        return AuthorizationView.of(
                binding.begin(id, current.id(), current.session().orElse(null), request.value()));
    }

    /** Binds the other account that came back where one was to be connected again. */
    @POST
    @Path("authorizations/{found}/confirmation")
    public AccountView confirm(StoreId id, UUID found) {
        access.require(id, Permission.MANAGE_STORE);
        return accounts.get(binding.confirm(id, current.id(), found));
    }

    /** Gives the grant over that other account back. */
    @DELETE
    @Path("authorizations/{found}")
    public void decline(StoreId id, UUID found) {
        access.require(id, Permission.MANAGE_STORE);
        binding.decline(id, current.id(), found);
    }

    /**
     * @param legalEntity whose account it is; an official account needs it
     * @param legalEntityConfirmed whether it is the store's, although it is not spelled alike
     * @param evidence what shows it; whoever confirms gives it
     * @param evidenceFileId the same as a file of this store
     * @param accountId which account is to be connected again; another one is asked about before it is bound
     */
    record AuthorizationRequest(
            @NotNull AccountRole role,
            @NotNull Platform platform,
            @Valid @Nullable LegalEntityView legalEntity,
            @Nullable Boolean legalEntityConfirmed,
            @Size(max = 2000) @Nullable String evidence,
            @Nullable UUID evidenceFileId,
            @Nullable UUID accountId) {

        BindingRequest value() {
            var confirmed = Boolean.TRUE.equals(legalEntityConfirmed);
            var note = evidence == null || evidence.isBlank() ? null : evidence.strip();
            if (confirmed && note == null) {
                throw InvalidField.problem("evidence", "must say what shows that both are one company");
            }
            return new BindingRequest(
                    role,
                    platform,
                    legalEntity == null ? null : legalEntity.value(),
                    confirmed,
                    note,
                    evidenceFileId == null ? null : new EvidenceFileId(evidenceFileId),
                    accountId == null ? null : new AccountId(accountId));
        }
    }

    /** Whoever has the address can end what was begun, so it is not kept for repeats. */
    record AuthorizationView(URI authorizationUrl, Instant expiresAt) implements ShownOnce {

        static AuthorizationView of(AccountBinding.Begun begun) {
            return new AuthorizationView(begun.authorizationUrl(), begun.expiresAt());
        }
    }
}
