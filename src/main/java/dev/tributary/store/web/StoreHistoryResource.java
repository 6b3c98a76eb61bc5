package dev.tributary.store.web;

import dev.tributary.identity.Permission;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreHistory;
import dev.tributary.store.StoreHistory.Entry;
import dev.tributary.store.StoreHistory.Position;
import dev.tributary.store.StoreId;
import dev.tributary.store.StoreLimits;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was changed about a store, and what may still be. */
@Path("/api/stores/{id}")
@Authenticated
class StoreHistoryResource {

    private final StoreAccess access;
    private final StoreHistory history;
    private final StoreLimits limits;

    StoreHistoryResource(StoreAccess access, StoreHistory history, StoreLimits limits) {
        this.access = access;
        this.history = history;
        this.limits = limits;
    }

    /**
     * Newest first.
     *
     * @param account what was changed about this account only
     */
    @GET
    @Path("history")
    public Page<Entry> history(
            StoreId id,
            @RestQuery @Nullable AccountId account,
            @RestQuery @Nullable Cursor after,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit) {
        access.require(id, Permission.MANAGE_STORE);
        var from = after == null ? null : new Position(after.instant(0), after.uuid(1));
        return Page.cut(history.page(id, account, from, limit.andOneMore()), limit, it -> Cursor.of(it.at(), it.id()));
    }

    @GET
    @Path("limits")
    public StoreLimits.View limits(StoreId id) {
        access.require(id, Permission.VIEW);
        return limits.of(id);
    }
}
