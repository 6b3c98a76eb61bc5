package dev.tributary.reporting.web;

import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.reporting.Cockpit;
import dev.tributary.reporting.CockpitAccess;
import dev.tributary.store.AccountAlerts;
import dev.tributary.store.AccountAlerts.AlertEntry;
import dev.tributary.store.AccountAlerts.Position;
import dev.tributary.store.AccountId;
import dev.tributary.store.AlertFilter;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How stores and accounts are doing, for those who look after them. */
@Path("/api")
@Authenticated
class CockpitResource {

    private final CockpitAccess access;
    private final Cockpit cockpit;
    private final AccountAlerts alerts;

    CockpitResource(CockpitAccess access, Cockpit cockpit, AccountAlerts alerts) {
        this.access = access;
        this.cockpit = cockpit;
        this.alerts = alerts;
    }

    /** @param store of this one only */
    @GET
    @Path("cockpit")
    public Cockpit.View cockpit(@RestQuery @Nullable StoreId store) {
        return cockpit.of(access.stores(store));
    }

    /** What is and was wrong, newest first. */
    @GET
    @Path("alerts")
    public Page<AlertEntry> alerts(
            @RestQuery @Nullable StoreId store,
            @RestQuery @Nullable AccountId account,
            @RestQuery @Nullable AlertState state,
            @RestQuery @Nullable Cursor after,
            @DefaultValue(PageLimit.DEFAULT) @RestQuery PageLimit limit) {
        var stores = account == null ? access.stores(store) : Set.of(access.requireAccount(account));
        var filter = new AlertFilter(stores, account, state == null ? null : state == AlertState.OPEN);
        var from = after == null ? null : new Position(after.instant(0), after.uuid(1));
        return Page.cut(alerts.page(filter, from, limit.andOneMore()), limit, it -> Cursor.of(it.since(), it.id()));
    }

    enum AlertState {
        OPEN,
        CLEARED
    }
}
