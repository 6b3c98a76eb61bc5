package dev.tributary.routing.team;

import dev.tributary.identity.Permission;
import dev.tributary.routing.TeamId;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;

/** The way to teams: whoever sees the store sees its teams, and its supervisors make them. */
@ApplicationScoped
public class TeamAccess {

    private final StoreAccess stores;
    private final TeamQueries teams;

    TeamAccess(StoreAccess stores, TeamQueries teams) {
        this.stores = stores;
        this.teams = teams;
    }

    public void requireVisible(StoreId store) {
        stores.require(store, Permission.VIEW);
    }

    public void requireSupervisionOf(StoreId store) {
        stores.require(store, Permission.SUPERVISE);
    }

    /** Refuses with 404 a team of a store that may not be seen, with 403 whoever supervises nobody. */
    public void requireSupervisionOf(TeamId team) {
        if (teams.storeOf(team).filter(stores.visible()::contains).isEmpty()) {
            throw TeamProblem.unknown();
        }
        stores.requireRole(Permission.SUPERVISE);
    }
}
