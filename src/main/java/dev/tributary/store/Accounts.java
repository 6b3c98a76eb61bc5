package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.connector.Platform;
import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Which accounts are bound now, for the modules that carry their messages. */
@ApplicationScoped
public class Accounts {

    private static final String BOUND =
            "SELECT id, store_id, platform, external_id, handle, display_name, comment_author_id FROM account"
                    + " WHERE unbound_at IS NULL";

    private final Jdbi jdbi;

    Accounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<BoundAccount> find(AccountId id) {
        return jdbi.withHandle(db -> db.createQuery(BOUND + " AND id = :id")
                .bind("id", id.value())
                .map(Accounts::read)
                .findOne());
    }

    /** Every bound account of every store, oldest first. */
    public List<BoundAccount> all() {
        return jdbi.withHandle(db -> db.createQuery(BOUND + " ORDER BY bound_at, id")
                .map(Accounts::read)
                .list());
    }

    /** The bound accounts of a store, oldest first. */
    public List<BoundAccount> ofStore(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery(BOUND + " AND store_id = :store ORDER BY bound_at, id")
                .bind("store", store.value())
                .map(Accounts::read)
                .list());
    }

    /** Those of the given accounts that are bound, by their external id. */
    public Map<String, BoundAccount> byExternalId(Platform platform, Collection<String> externalIds) {
        return jdbi.withHandle(db -> db.createQuery(BOUND + " AND platform = :platform AND external_id = ANY(:ids)")
                .bind("platform", platform)
                .bind("ids", SqlArray.of(String.class, externalIds))
                .map(Accounts::read)
                .collect(toUnmodifiableMap(BoundAccount::externalId, Function.identity())));
    }

    private static BoundAccount read(ResultSet row, StatementContext context) throws SQLException {
        return new BoundAccount(
                new AccountId(row.getObject("id", UUID.class)),
                new StoreId(row.getObject("store_id", UUID.class)),
                Platform.valueOf(row.getString("platform")),
                row.getString("external_id"),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("comment_author_id"));
    }
}
