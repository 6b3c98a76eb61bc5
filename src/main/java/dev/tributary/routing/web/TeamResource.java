package dev.tributary.routing.web;

import dev.tributary.identity.CurrentAgent;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.team.TeamAccess;
import dev.tributary.routing.team.TeamQueries;
import dev.tributary.routing.team.TeamService;
import dev.tributary.routing.team.TeamView;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/api/teams/{id}")
@Authenticated
class TeamResource {

    private final TeamAccess access;
    private final CurrentAgent current;
    private final TeamService teams;
    private final TeamQueries queries;

    TeamResource(TeamAccess access, CurrentAgent current, TeamService teams, TeamQueries queries) {
        this.access = access;
        this.current = current;
        this.teams = teams;
        this.queries = queries;
    }

    @PUT
    public TeamView change(TeamId id, @Valid @NotNull TeamRequest request) {
        access.requireSupervisionOf(id);
        teams.change(current.id(), id, request.title(), request.people());
        return queries.get(id);
    }

    /** Refused while the store's active routing policy names it. */
    @DELETE
    public void delete(TeamId id) {
        access.requireSupervisionOf(id);
        teams.delete(current.id(), id);
    }
}
