package dev.tributary.identity;

import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Who works here. */
@ApplicationScoped
public class Agents {

    private static final String COLUMNS = "SELECT id, email, name, role, disabled_at, created_at FROM agent";
    private static final Instant BEGINNING = Instant.EPOCH;
    private static final UUID FIRST = new UUID(0, 0);

    private final Jdbi jdbi;

    Agents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Agent> find(AgentId id) {
        return jdbi.withHandle(db -> db.createQuery(COLUMNS + " WHERE id = :id")
                .bind("id", id.value())
                .map(Agents::agent)
                .findOne());
    }

    /** Refuses with 404. */
    public Agent require(AgentId id) {
        return find(id).orElseThrow(AgentId::unknown);
    }

    /** Those of the given agents that exist, disabled ones too: what they did keeps their name. */
    public Map<AgentId, String> names(Collection<AgentId> ids) {
        return jdbi.withHandle(db -> db.createQuery("SELECT id, name FROM agent WHERE id = ANY(:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(AgentId::value).toList())
                .map((row, context) -> Map.entry(new AgentId(row.getObject("id", UUID.class)), row.getString("name")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Everybody, disabled ones too, in the order they came. */
    public Page<Agent> list(@Nullable Cursor after, PageLimit limit) {
        List<Agent> rows = jdbi.withHandle(db -> db.createQuery(
                        COLUMNS + " WHERE (created_at, id) > (:createdAt, :id) ORDER BY created_at, id LIMIT :limit")
                .bind("createdAt", after == null ? BEGINNING : after.instant(0))
                .bind("id", after == null ? FIRST : after.uuid(1))
                .bind("limit", limit.andOneMore())
                .map(Agents::agent)
                .list());
        return Page.cut(rows, limit, it -> Cursor.of(it.createdAt(), it.id().value()));
    }

    /** Whether nobody was ever here. */
    public boolean isEmpty() {
        return jdbi.withHandle(db -> db.createQuery("SELECT NOT EXISTS (SELECT 1 FROM agent)")
                .mapTo(boolean.class)
                .one());
    }

    /** By an address in lower case. */
    Optional<PasswordRow> password(String email) {
        return passwordWhere("email = :key", email);
    }

    Optional<PasswordRow> password(AgentId id) {
        return passwordWhere("id = :key", id.value());
    }

    /** @param condition one of the two above, never input */
    private Optional<PasswordRow> passwordWhere(String condition, Object key) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT id, email, password_hash, disabled_at FROM agent WHERE " + condition)
                .bind("key", key)
                .map((row, context) -> new PasswordRow(
                        new AgentId(row.getObject("id", UUID.class)),
                        row.getString("email"),
                        row.getString("password_hash"),
                        row.getTimestamp("disabled_at") != null))
                .findOne());
    }

    static Agent agent(ResultSet row, StatementContext context) throws SQLException {
        return new Agent(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("disabled_at") != null,
                row.getTimestamp("created_at").toInstant());
    }

    record PasswordRow(AgentId id, String email, String hash, boolean disabled) {

        @Override
        public String toString() {
            return "PasswordRow[" + id + ", hidden]";
        }
    }
}
