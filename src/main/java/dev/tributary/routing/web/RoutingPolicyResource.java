package dev.tributary.routing.web;

import static java.util.Objects.requireNonNullElse;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.routing.policy.Policies;
import dev.tributary.routing.policy.Policies.Active;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.PolicyQueries;
import dev.tributary.routing.policy.PolicyService;
import dev.tributary.routing.policy.PolicyVersion;
import dev.tributary.routing.policy.PolicyView;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How a store's conversations are given to agents: versions of it, one of which applies. */
@Path("/api/stores/{id}/routing-policies")
@Authenticated
class RoutingPolicyResource {

    private static final int NOTE = 500;

    private final StoreAccess access;
    private final CurrentAgent current;
    private final PolicyQueries queries;
    private final PolicyService policies;
    private final Policies active;

    RoutingPolicyResource(
            StoreAccess access, CurrentAgent current, PolicyQueries queries, PolicyService policies, Policies active) {
        this.access = access;
        this.current = current;
        this.queries = queries;
        this.policies = policies;
        this.active = active;
    }

    /** Newest first. */
    @GET
    public Page<PolicyView> list(
            StoreId id,
            @RestQuery @Nullable Cursor after,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit) {
        access.require(id, Permission.SUPERVISE);
        var below = after == null ? null : after.number(0);
        return Page.cut(queries.page(id, below, limit.andOneMore()), limit, it -> Cursor.of((long) it.version()));
    }

    /** The one that applies. Version 0 is what holds where nobody has activated anything. */
    @GET
    @Path("active")
    public Active active(StoreId id) {
        access.require(id, Permission.VIEW);
        return active.active(id);
    }

    @POST
    @ResponseStatus(201)
    public PolicyView draft(StoreId id, @Valid @NotNull DraftRequest request) {
        access.require(id, Permission.SUPERVISE);
        return policies.draft(current.id(), id, request.document(), requireNonNullElse(request.note(), ""));
    }

    @GET
    @Path("{version}")
    public PolicyView get(StoreId id, PolicyVersion version) {
        access.require(id, Permission.SUPERVISE);
        return queries.get(id, version);
    }

    /** Only drafts change. */
    @PUT
    @Path("{version}")
    public PolicyView change(StoreId id, PolicyVersion version, @Valid @NotNull ChangeRequest request) {
        access.require(id, Permission.SUPERVISE);
        return policies.change(
                current.id(),
                id,
                version,
                request.revision(),
                request.document(),
                requireNonNullElse(request.note(), ""));
    }

    /** Throws a draft away. */
    @DELETE
    @Path("{version}")
    public void discard(StoreId id, PolicyVersion version) {
        access.require(id, Permission.SUPERVISE);
        policies.discard(current.id(), id, version);
    }

    /** Has it apply from now on: a draft, or one that was active before. */
    @POST
    @Path("{version}/activation")
    public PolicyView activate(StoreId id, PolicyVersion version, @Valid @NotNull ActivationRequest request) {
        access.require(id, Permission.SUPERVISE);
        return policies.activate(current.id(), id, version, request.revision(), request.instead());
    }

    record DraftRequest(
            @NotNull Policy document,
            @Size(max = NOTE) @Nullable String note) {}

    /** @param revision of the draft as it was read */
    record ChangeRequest(
            @NotNull Policy document,
            @Size(max = NOTE) @Nullable String note,
            int revision) {}

    /**
     * @param revision of the version as it was read
     * @param instead the version that applied when it was read, 0 for none
     */
    record ActivationRequest(int revision, int instead) {}
}
