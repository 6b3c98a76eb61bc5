package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What agents can do, which languages they speak, and how much of one account they take. */
@ApplicationScoped
public class AgentKnowledge {

    private final Jdbi jdbi;
    private final AccountLimits limits;
    private final Audit audit;
    private final ChangeLog changes;
    private final Event<DutyChanged> changed;

    AgentKnowledge(Jdbi jdbi, AccountLimits limits, Audit audit, ChangeLog changes, Event<DutyChanged> changed) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.audit = audit;
        this.changes = changes;
        this.changed = changed;
    }

    /** @param stores limits for accounts of other stores are left out */
    public AgentRoutingView of(AgentId agent, Set<StoreId> stores) {
        return new AgentRoutingView(
                agent.value(),
                list("SELECT skill FROM agent_skill WHERE agent_id = :agent ORDER BY skill", agent),
                list("SELECT language FROM agent_language WHERE agent_id = :agent ORDER BY language", agent),
                limits.of(agent, stores));
    }

    /**
     * Replaces all of it. Repeats change nothing and tell nobody.
     *
     * @param skills in lower case
     * @param languages ISO 639
     * @param most how many conversations of an account the agent takes; unlimited for others of these stores
     * @param stores limits for accounts of other stores stay as they are
     */
    @Transactional
    public void set(
            AgentId by,
            AgentId agent,
            Set<String> skills,
            Set<String> languages,
            Map<AccountId, Integer> most,
            Set<StoreId> stores) {
        // Held first, so that two who change the same agent take turns.
        limits.lock(agent);
        var before = of(agent, stores);
        replace("agent_skill", "skill", agent, skills);
        replace("agent_language", "language", agent, languages);
        limits.set(agent, most, stores);
        var after = of(agent, stores);
        if (!before.saysTheSameAs(after)) {
            audit.record(by, "agent.routing-changed", agent.toString(), "");
            tell(agent);
        }
    }

    private List<String> list(String sql, AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery(sql)
                .bind("agent", agent.value())
                .mapTo(String.class)
                .list());
    }

    private void replace(String table, String column, AgentId agent, Collection<String> values) {
        jdbi.useHandle(db -> {
            db.createUpdate("DELETE FROM <table> WHERE agent_id = :agent AND <column> <> ALL(:values)")
                    .define("table", table)
                    .define("column", column)
                    .bind("agent", agent.value())
                    .bindArray("values", String.class, List.copyOf(values))
                    .execute();
            db.createUpdate("INSERT INTO <table> SELECT :agent, unnest(:values) ON CONFLICT DO NOTHING")
                    .define("table", table)
                    .bind("agent", agent.value())
                    .bindArray("values", String.class, List.copyOf(values))
                    .execute();
        });
    }

    private void tell(AgentId agent) {
        jdbi.withHandle(db -> db.createQuery("""
                                SELECT s.id FROM store s JOIN agent a ON a.id = :agent
                                WHERE a.role = 'ADMIN' OR EXISTS (
                                    SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = s.id)
                                """)
                        .bind("agent", agent.value())
                        .mapTo(UUID.class)
                        .list())
                .forEach(store -> changes.record(store, DutyView.CHANGED, agent.value()));
        changed.fire(new DutyChanged(agent));
    }
}
