package dev.tributary.routing.team;

import static java.util.stream.Collectors.toMap;

import dev.tributary.routing.TeamId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads teams with those of their members who count. */
@ApplicationScoped
public class TeamQueries {

    private static final String SELECT = """
            SELECT t.id, t.store_id, t.name, ARRAY(
                SELECT a.id FROM team_member m JOIN agent a ON a.id = m.agent_id
                WHERE m.team_id = t.id AND a.disabled_at IS NULL AND (a.role = 'ADMIN' OR EXISTS (
                    SELECT 1 FROM store_member s WHERE s.agent_id = a.id AND s.store_id = t.store_id))
                ORDER BY a.name, a.id) AS members
            FROM team t WHERE\s""";

    private static final RowMapper<TeamView> VIEW = (row, context) -> new TeamView(
            row.getObject("id", UUID.class), row.getObject("store_id", UUID.class), row.getString("name"), List.of((UUID
                            [])
                    row.getArray("members").getArray()));

    private final Jdbi jdbi;

    TeamQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By name. */
    public List<TeamView> ofStore(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "t.store_id = :store ORDER BY lower(t.name)")
                .bind("store", store.value())
                .map(VIEW)
                .list());
    }

    /** Those of them that are there, by id. */
    public Map<UUID, TeamView> find(Collection<UUID> teams) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "t.id = ANY(:teams)")
                .bindArray("teams", UUID.class, teams)
                .map(VIEW)
                .collect(toMap(TeamView::id, it -> it)));
    }

    public TeamView get(TeamId team) {
        return Optional.ofNullable(find(List.of(team.value())).get(team.value()))
                .orElseThrow(TeamProblem::unknown);
    }

    Optional<StoreId> storeOf(TeamId team) {
        return jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM team WHERE id = :team")
                .bind("team", team.value())
                .mapTo(UUID.class)
                .findOne()
                .map(StoreId::new));
    }
}
