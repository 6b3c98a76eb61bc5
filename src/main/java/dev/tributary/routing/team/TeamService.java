package dev.tributary.routing.team;

import dev.tributary.conversation.ConversationsWaiting;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.routing.TeamId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Everything that changes a team goes through here. Whoever loses the store or is disabled stays on the list and does not
 * count, so that they are back in their teams when they come back.
 */
@ApplicationScoped
public class TeamService {

    private final Jdbi jdbi;
    private final Audit audit;
    private final ChangeLog changes;
    private final Event<ConversationsWaiting> waiting;

    TeamService(Jdbi jdbi, Audit audit, ChangeLog changes, Event<ConversationsWaiting> waiting) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.changes = changes;
        this.waiting = waiting;
    }

    @Transactional
    public TeamId create(AgentId by, StoreId store, String name, Set<AgentId> members) {
        requireMembers(store, members);
        var id = jdbi.withHandle(db -> db.createQuery("""
                                INSERT INTO team (id, store_id, name) VALUES (:id, :store, :name)
                                ON CONFLICT (store_id, lower(name)) DO NOTHING RETURNING id
                                """)
                        .bind("id", Ids.next())
                        .bind("store", store.value())
                        .bind("name", name)
                        .mapTo(UUID.class)
                        .findOne())
                .map(TeamId::new)
                .orElseThrow(() -> taken(name));
        setMembers(id, members);
        tell(by, store, id, "team.created", name);
        return id;
    }

    /** Replaces the name and who is in it. Repeats change nothing and tell nobody. */
    @Transactional
    public void change(AgentId by, TeamId team, String name, Set<AgentId> members) {
        var now = lock(team);
        requireMembers(now.store(), members);
        var renamed = !now.name().equals(name);
        if (renamed) {
            rename(now, team, name);
        }
        var regrouped = setMembers(team, members);
        if (renamed || regrouped) {
            tell(by, now.store(), team, "team.changed", name);
        }
    }

    /** Conversations that were handed to it wait for everybody then. */
    @Transactional
    public void delete(AgentId by, TeamId team) {
        var now = lock(team);
        // Whoever makes a policy the active one holds the teams it names, so this is the last word.
        var named = jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM routing_policy WHERE store_id = :store AND active
                            AND jsonb_path_exists(document, '$.** ? (@ == $team)', jsonb_build_object('team', :team)))
                        """)
                .bind("store", now.store().value())
                .bind("team", team.toString())
                .mapTo(Boolean.class)
                .one());
        if (named) {
            throw new ProblemException(
                    TeamProblem.TEAM_IN_POLICY,
                    "Take team %s out of the store's routing policy, activate it, and delete the team then."
                            .formatted(now.name()));
        }
        jdbi.useHandle(db -> db.createUpdate("DELETE FROM team WHERE id = :team")
                .bind("team", team.value())
                .execute());
        tell(by, now.store(), team, "team.deleted", now.name());
    }

    private record Locked(StoreId store, String name) {}

    private Locked lock(TeamId team) {
        return jdbi.withHandle(db -> db.createQuery("SELECT store_id, name FROM team WHERE id = :team FOR UPDATE")
                        .bind("team", team.value())
                        .map((row, context) ->
                                new Locked(new StoreId(row.getObject("store_id", UUID.class)), row.getString("name")))
                        .findOne())
                .orElseThrow(TeamProblem::unknown);
    }

    /** Whoever takes the same name at the same moment finds it taken by the index, and is told alike the next time. */
    private void rename(Locked now, TeamId team, String name) {
        var free = jdbi.withHandle(db -> db.createQuery("""
                        SELECT NOT EXISTS (SELECT 1 FROM team
                            WHERE store_id = :store AND lower(name) = lower(:name) AND id <> :team)
                        """)
                .bind("store", now.store().value())
                .bind("name", name)
                .bind("team", team.value())
                .mapTo(Boolean.class)
                .one());
        if (!free) {
            throw taken(name);
        }
        jdbi.useHandle(db -> db.createUpdate("UPDATE team SET name = :name WHERE id = :team")
                .bind("name", name)
                .bind("team", team.value())
                .execute());
    }

    /** @return whether anybody came or went */
    private boolean setMembers(TeamId team, Set<AgentId> members) {
        var ids = values(members);
        return jdbi.withHandle(db -> {
            var gone = db.createUpdate("DELETE FROM team_member WHERE team_id = :team AND agent_id <> ALL(:members)")
                    .bind("team", team.value())
                    .bindArray("members", UUID.class, ids)
                    .execute();
            var come = db.createUpdate("""
                            INSERT INTO team_member (team_id, agent_id) SELECT :team, unnest(:members)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("team", team.value())
                    .bindArray("members", UUID.class, ids)
                    .execute();
            return gone + come > 0;
        });
    }

    private void requireMembers(StoreId store, Set<AgentId> members) {
        var strangers = jdbi.withHandle(db -> db.createQuery("""
                        SELECT id FROM unnest(:members) AS m (id) WHERE NOT EXISTS (
                            SELECT 1 FROM agent a WHERE a.id = m.id AND a.disabled_at IS NULL
                            AND (a.role = 'ADMIN' OR EXISTS (
                                SELECT 1 FROM store_member s WHERE s.agent_id = a.id AND s.store_id = :store)))
                        """)
                .bindArray("members", UUID.class, values(members))
                .bind("store", store.value())
                .mapTo(String.class)
                .list());
        if (!strangers.isEmpty()) {
            throw new ProblemException(
                    TeamProblem.NOT_OF_THE_STORE,
                    "Leave out %s, or ask an admin to add them to the store.".formatted(String.join(", ", strangers)));
        }
    }

    private void tell(AgentId by, StoreId store, TeamId team, String action, String name) {
        audit.record(by, store.value(), action, team.toString(), name);
        changes.record(store.value(), TeamView.CHANGED, team.value());
        waiting.fire(new ConversationsWaiting(Set.of(store)));
    }

    private static ProblemException taken(String name) {
        return new ProblemException(
                TeamProblem.TEAM_NAME_TAKEN, "Choose another name than %s, or change that team.".formatted(name));
    }

    private static List<UUID> values(Set<AgentId> agents) {
        return agents.stream().map(AgentId::value).toList();
    }
}
