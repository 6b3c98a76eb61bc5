package dev.tributary.routing.web;

import dev.tributary.platform.paging.Page;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/duties")
@Authenticated
class DutiesResource {

    private final RoutingAccess access;
    private final DutyQueries queries;

    DutiesResource(RoutingAccess access, DutyQueries queries) {
        this.access = access;
        this.queries = queries;
    }

    @GET
    public Page<DutyView> list() {
        return Page.of(queries.ofStores(access.visible()));
    }
}
