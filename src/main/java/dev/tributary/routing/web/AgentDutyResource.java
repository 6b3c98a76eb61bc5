package dev.tributary.routing.web;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyService;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/agents/{id}/duty")
@Authenticated
class AgentDutyResource {

    private final RoutingAccess access;
    private final DutyService duties;
    private final DutyQueries queries;

    AgentDutyResource(RoutingAccess access, DutyService duties, DutyQueries queries) {
        this.access = access;
        this.duties = duties;
        this.queries = queries;
    }

    @PUT
    public DutyView turn(AgentId id, @Valid @NotNull DutyRequest request) {
        access.requireSupervisionOf(id);
        duties.turnFor(id, request.duty());
        return queries.of(id);
    }

    record DutyRequest(@NotNull Duty duty) {}
}
