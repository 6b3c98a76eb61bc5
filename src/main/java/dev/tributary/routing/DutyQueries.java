package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Weights;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads who is on duty and how busy they are. */
@ApplicationScoped
public class DutyQueries {

    private static final String SELECT = """
            SELECT a.id, a.name, l.duty, l.duty_since, l.connected, l.follows_shifts, l.duty_until, l.capacity, l.open_count,
                l.open_dms, l.open_comments, l.open_shop_chats
            FROM agent a JOIN agent_load l ON l.agent_id = a.id
            WHERE\s""";

    private final Jdbi jdbi;
    private final Weights weights;

    DutyQueries(Jdbi jdbi, RoutingConfig config) {
        this.jdbi = jdbi;
        this.weights = config.weights();
    }

    private DutyView view(ResultSet row, StatementContext context) throws SQLException {
        return new DutyView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Duty.valueOf(row.getString("duty")),
                row.getTimestamp("duty_since").toInstant(),
                row.getBoolean("connected"),
                row.getBoolean("follows_shifts"),
                instant(row.getTimestamp("duty_until")),
                row.getInt("capacity"),
                (double) weights.of(row.getInt("open_dms"), row.getInt("open_comments"), row.getInt("open_shop_chats"))
                        / Candidate.HUNDREDTHS,
                row.getInt("open_count"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    public DutyView of(AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "a.id = :agent")
                .bind("agent", agent.value())
                .map(this::view)
                .one());
    }

    /** By agent. */
    public Map<UUID, DutyView> find(Collection<UUID> agents) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "a.id = ANY(:agents)")
                .bindArray("agents", UUID.class, agents)
                .map(this::view)
                .collect(toMap(DutyView::agentId, it -> it)));
    }

    /** Everybody who may be given work of one of these stores, by name. */
    public List<DutyView> ofStores(Set<StoreId> stores) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + """
                        a.disabled_at IS NULL AND (a.role = 'ADMIN' OR EXISTS (
                            SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = ANY(:stores)))
                        ORDER BY a.name, a.id
                        """)
                .bindArray(
                        "stores",
                        UUID.class,
                        stores.stream().map(StoreId::value).toList())
                .map(this::view)
                .list());
    }
}
