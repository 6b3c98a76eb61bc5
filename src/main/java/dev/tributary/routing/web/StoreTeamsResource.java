package dev.tributary.routing.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.platform.paging.Page;
import dev.tributary.routing.team.TeamAccess;
import dev.tributary.routing.team.TeamQueries;
import dev.tributary.routing.team.TeamService;
import dev.tributary.routing.team.TeamView;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/stores/{id}/teams")
@Authenticated
class StoreTeamsResource {

    private final TeamAccess access;
    private final CurrentAgent current;
    private final TeamService teams;
    private final TeamQueries queries;

    StoreTeamsResource(TeamAccess access, CurrentAgent current, TeamService teams, TeamQueries queries) {
        this.access = access;
        this.current = current;
        this.teams = teams;
        this.queries = queries;
    }

    @GET
    public Page<TeamView> list(StoreId id) {
        access.requireVisible(id);
        return Page.of(queries.ofStore(id));
    }

    @POST
    @ResponseStatus(201)
    public TeamView create(StoreId id, @Valid @NotNull TeamRequest request) {
        access.requireSupervisionOf(id);
        return queries.get(teams.create(current.id(), id, request.title(), request.people()));
    }
}
