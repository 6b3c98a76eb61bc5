package dev.tributary.store;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tributary.connector.Platform;
import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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
import org.jspecify.annotations.Nullable;

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

    /**
     * By which id the platform signs the comments of each of these accounts, where that is known. Nobody learns it
     * before the caller's transaction is through.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<AccountId, String> commentAuthors(Collection<AccountId> ids) {
        return jdbi
                .withHandle(db -> db.createQuery(
                                "SELECT id, comment_author_id FROM account WHERE id = ANY(:ids) ORDER BY id FOR SHARE")
                        .bind(
                                "ids",
                                SqlArray.of(
                                        UUID.class,
                                        ids.stream().map(AccountId::value).toList()))
                        .map((row, context) -> new Signature(
                                new AccountId(row.getObject("id", UUID.class)), row.getString("comment_author_id")))
                        .list())
                .stream()
                .filter(it -> it.author() != null)
                .collect(toUnmodifiableMap(Signature::account, it -> requireNonNull(it.author())));
    }

    private record Signature(AccountId account, @Nullable String author) {}

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
