package dev.tributary.routing.web;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.DutyQueries;
import dev.tributary.routing.DutyService;
import dev.tributary.routing.DutyView;
import dev.tributary.routing.RoutingAccess;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/agents/{id}/capacity")
@Authenticated
class CapacityResource {

    private final RoutingAccess access;
    private final DutyService duties;
    private final DutyQueries queries;

    CapacityResource(RoutingAccess access, DutyService duties, DutyQueries queries) {
        this.access = access;
        this.duties = duties;
        this.queries = queries;
    }

    @PUT
    public DutyView change(AgentId id, @Valid @NotNull CapacityRequest request) {
        access.requireSupervisionOf(id);
        duties.setCapacity(id, request.capacity());
        return queries.of(id);
    }

    record CapacityRequest(@Min(0) @Max(1000) int capacity) {}
}
