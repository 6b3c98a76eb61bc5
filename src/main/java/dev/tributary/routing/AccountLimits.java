package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.routing.AgentRoutingView.Limit;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * How many conversations of one account an agent takes, and how many they have.
 *
 * <p>Whoever changes a row here holds the agent's row of {@code agent_load} already, and counts in a statement of its own
 * that begins afterwards: it sees a limit that was made while it waited. Everything here belongs into the caller's
 * transaction.
 */
@ApplicationScoped
class AccountLimits {

    private static final String OPEN = """
            (SELECT count(*)::int FROM conversation c
                WHERE c.assignee_id = x.agent_id AND c.account_id = x.account_id AND c.status = 'OPEN')
            """;

    private final Jdbi jdbi;

    AccountLimits(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Limit> of(AgentId agent, Set<StoreId> stores) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT x.account_id, x.most, x.open_count FROM agent_account_limit x
                        JOIN account a ON a.id = x.account_id
                        WHERE x.agent_id = :agent AND a.store_id = ANY(:stores) AND a.unbound_at IS NULL
                        ORDER BY coalesce(a.handle, a.external_id), a.id
                        """)
                .bind("agent", agent.value())
                .bind("stores", SqlArray.of(UUID.class, values(stores)))
                .map((row, context) -> new Limit(
                        row.getObject("account_id", UUID.class), row.getInt("most"), row.getInt("open_count")))
                .list());
    }

    /** Nobody counts the agent's work before the transaction ends. */
    void lock(AgentId agent) {
        jdbi.useHandle(db -> db.createQuery("SELECT 1 FROM agent_load WHERE agent_id = :agent FOR NO KEY UPDATE")
                .bind("agent", agent.value())
                .mapTo(Integer.class)
                .list());
    }

    /** A limit begins with the truth: needs the lock, and counts after it. */
    void set(AgentId agent, Map<AccountId, Integer> most, Set<StoreId> stores) {
        var accounts = List.copyOf(most.keySet());
        jdbi.useHandle(db -> {
            db.createUpdate("""
                            DELETE FROM agent_account_limit x USING account a
                            WHERE x.agent_id = :agent AND a.id = x.account_id AND a.store_id = ANY(:stores)
                                AND a.unbound_at IS NULL AND x.account_id <> ALL(:accounts)
                            """)
                    .bind("agent", agent.value())
                    .bind("stores", SqlArray.of(UUID.class, values(stores)))
                    .bind("accounts", SqlArray.of(UUID.class, ids(accounts)))
                    .execute();
            db.createUpdate("""
                            INSERT INTO agent_account_limit AS l (agent_id, account_id, most, open_count)
                            SELECT x.agent_id, x.account_id, x.most, %s
                            FROM (SELECT :agent AS agent_id, account_id, most
                                FROM unnest(:accounts, :most) AS n (account_id, most)) x
                            ON CONFLICT (agent_id, account_id) DO UPDATE SET most = excluded.most
                            WHERE l.most <> excluded.most
                            """.formatted(OPEN))
                    .bind("agent", agent.value())
                    .bind("accounts", SqlArray.of(UUID.class, ids(accounts)))
                    .bind(
                            "most",
                            SqlArray.of(
                                    Integer.class,
                                    accounts.stream().map(most::get).toList()))
                    .execute();
        });
    }

    /** One conversation of the account more or fewer. */
    record Slot(AgentId agent, AccountId account) {}

    /** Counts what came and went. The rows of {@code agent_load} are held; where there is no limit nothing is counted. */
    void moved(Map<Slot, Integer> deltas) {
        var changed = new HashMap<>(deltas);
        changed.values().removeIf(it -> it == 0);
        if (changed.isEmpty()) {
            return;
        }
        var slots = List.copyOf(changed.keySet());
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE agent_account_limit x SET open_count = x.open_count + d.delta
                        FROM unnest(:agents, :accounts, :deltas) AS d (agent, account, delta)
                        WHERE x.agent_id = d.agent AND x.account_id = d.account
                        """)
                .bind(
                        "agents",
                        SqlArray.of(
                                UUID.class,
                                slots.stream().map(it -> it.agent().value()).toList()))
                .bind(
                        "accounts",
                        SqlArray.of(
                                UUID.class,
                                slots.stream().map(it -> it.account().value()).toList()))
                .bind(
                        "deltas",
                        SqlArray.of(
                                Integer.class, slots.stream().map(changed::get).toList()))
                .execute());
    }

    /** Who has a limit whose count is not what it should be. */
    List<AgentId> suspects() {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT DISTINCT x.agent_id FROM agent_account_limit x WHERE x.open_count <> " + OPEN)
                .mapTo(UUID.class)
                .map(AgentId::new)
                .list());
    }

    /**
     * Counts anew. Needs the lock.
     *
     * @return how many limits were counted wrongly
     */
    int repair(AgentId agent) {
        return jdbi.withHandle(db -> db.createUpdate("""
                        UPDATE agent_account_limit x SET open_count = %1$s
                        WHERE x.agent_id = :agent AND x.open_count <> %1$s
                        """.formatted(OPEN))
                .bind("agent", agent.value())
                .execute());
    }

    private static List<UUID> values(Set<StoreId> stores) {
        return stores.stream().map(StoreId::value).toList();
    }

    private static List<UUID> ids(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }
}
