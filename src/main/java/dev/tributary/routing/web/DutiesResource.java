package dev.tributary.routing.web;

import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.Snapshot;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/duties")
@Authenticated
class DutiesResource {

    private final RoutingAccess access;
    private final DutyQueries queries;
    private final ChangeLog changes;

    DutiesResource(RoutingAccess access, DutyQueries queries, ChangeLog changes) {
        this.access = access;
        this.queries = queries;
        this.changes = changes;
    }

    @GET
    public Snapshot<DutyView> list() {
        var stores = access.visible();
        var asOf = changes.asOf(stores.stream().map(StoreId::value).toList());
        return Snapshot.of(Page.of(queries.ofStores(stores)), asOf);
    }
}
