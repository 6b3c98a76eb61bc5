package dev.tributary.routing.web;

import dev.tributary.routing.Duty;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyService;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/me/duty")
@Authenticated
class MyDutyResource {

    private final RoutingAccess access;
    private final DutyService duties;
    private final DutyQueries queries;

    MyDutyResource(RoutingAccess access, DutyService duties, DutyQueries queries) {
        this.access = access;
        this.duties = duties;
        this.queries = queries;
    }

    @GET
    public DutyView show() {
        return queries.of(access.self());
    }

    @PUT
    public DutyView turn(@Valid @NotNull DutyRequest request) {
        var self = access.self();
        duties.turn(self, request.duty());
        return queries.of(self);
    }

    record DutyRequest(@NotNull Duty duty) {}
}
