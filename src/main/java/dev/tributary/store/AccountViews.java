package dev.tributary.store;

import dev.tributary.connector.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Accounts as they are shown. */
@ApplicationScoped
public class AccountViews {

    private static final String SHOWN = """
            SELECT a.*, c.refresh_expires_at
            FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
            """;

    private final Jdbi jdbi;
    private final Clock clock;

    AccountViews(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Those of the given accounts that exist, unbound ones too. */
    public List<AccountView> of(Collection<AccountId> accounts) {
        var ids = accounts.stream().map(AccountId::value).toList();
        return jdbi.withHandle(db -> db.createQuery(SHOWN + "WHERE a.id = ANY(:ids)")
                .bindArray("ids", UUID.class, ids)
                .map(this::read)
                .list());
    }

    public AccountView get(AccountId account) {
        return of(List.of(account)).stream().findFirst().orElseThrow(AccountId::unknown);
    }

    /** What is bound to a store: the official account, then channel accounts as they were bound. */
    public List<AccountView> ofStore(StoreId store) {
        return jdbi.withHandle(db -> db.createQuery(SHOWN + """
                          WHERE a.store_id = :store AND a.unbound_at IS NULL
                          ORDER BY a.role = 'OFFICIAL' DESC, a.bound_at, a.id
                          """)
                .bind("store", store.value())
                .map(this::read)
                .list());
    }

    private AccountView read(ResultSet row, StatementContext context) throws SQLException {
        var state = AccountState.valueOf(row.getString("state"));
        var scopes = Scopes.parse(row.getString("scopes"));
        var missing = Feature.missingFrom(scopes);
        var consentEnds = instant(row, "refresh_expires_at");
        return new AccountView(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                AccountRole.valueOf(row.getString("role")),
                Platform.valueOf(row.getString("platform")),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("avatar_url"),
                row.getString("external_id"),
                state,
                row.getString("state_reason"),
                scopes,
                missing.stream().sorted().toList(),
                row.getObject("bound_at", OffsetDateTime.class).toInstant(),
                AccountHealth.of(state, missing, consentEnds, clock.instant()),
                consentEnds,
                ConsentNotice.of(consentEnds, clock.instant()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
