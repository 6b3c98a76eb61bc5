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
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Accounts as they are shown. */
@ApplicationScoped
public class AccountViews {

    private static final String SHOWN = """
            SELECT a.*, c.refresh_expires_at, p.paused_at
            FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
            LEFT JOIN routing_pause p ON p.account_id = a.id
            """;

    private final Jdbi jdbi;
    private final AccountAlerts alerts;
    private final Clock clock;

    AccountViews(Jdbi jdbi, AccountAlerts alerts, Clock clock) {
        this.jdbi = jdbi;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Those of the given accounts that exist, unbound ones too. */
    public List<AccountView> of(Collection<AccountId> accounts) {
        var ids = accounts.stream().map(AccountId::value).toList();
        return shown(jdbi.withHandle(db -> db.createQuery(SHOWN + "WHERE a.id = ANY(:ids)")
                .bindArray("ids", UUID.class, ids)
                .map(this::read)
                .list()));
    }

    public AccountView get(AccountId account) {
        return of(List.of(account)).stream().findFirst().orElseThrow(AccountId::unknown);
    }

    /** What is bound to a store: the official account, then channel accounts as they were bound. */
    public List<AccountView> ofStore(StoreId store) {
        return ofStores(List.of(store));
    }

    /** What is bound to these stores, each store's in that order. */
    public List<AccountView> ofStores(Collection<StoreId> stores) {
        var ids = stores.stream().map(StoreId::value).toList();
        return shown(jdbi.withHandle(db -> db.createQuery(SHOWN + """
                          WHERE a.store_id = ANY(:stores) AND a.unbound_at IS NULL
                          ORDER BY a.role = 'OFFICIAL' DESC, a.bound_at, a.id
                          """)
                .bindArray("stores", UUID.class, ids)
                .map(this::read)
                .list()));
    }

    private List<AccountView> shown(List<Found> found) {
        var open = alerts.open(found.stream().map(Found::id).toList());
        return found.stream()
                .map(it -> it.shown(open.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private Found read(ResultSet row, StatementContext context) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var store = row.getObject("store_id", UUID.class);
        var role = AccountRole.valueOf(row.getString("role"));
        var platform = Platform.valueOf(row.getString("platform"));
        var handle = row.getString("handle");
        var displayName = row.getString("display_name");
        var avatar = row.getString("avatar_url");
        var externalId = row.getString("external_id");
        var state = AccountState.valueOf(row.getString("state"));
        var reason = row.getString("state_reason");
        var scopes = Scopes.parse(row.getString("scopes"));
        var missing = Feature.missingFrom(scopes).stream().sorted().toList();
        var boundAt = row.getObject("bound_at", OffsetDateTime.class).toInstant();
        var market = row.getString("market");
        var consentEnds = instant(row, "refresh_expires_at");
        var notice = ConsentNotice.of(consentEnds, clock.instant());
        var pausedAt = instant(row, "paused_at");
        return new Found(
                id,
                open -> new AccountView(
                        id,
                        store,
                        role,
                        platform,
                        handle,
                        displayName,
                        avatar,
                        externalId,
                        state,
                        reason,
                        scopes,
                        missing,
                        boundAt,
                        market,
                        AccountHealth.of(open),
                        open,
                        consentEnds,
                        notice,
                        pausedAt));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** An account without what is wrong with it. */
    private record Found(UUID id, Function<List<AccountAlert>, AccountView> view) {

        AccountView shown(List<AccountAlert> open) {
            return view.apply(open);
        }
    }
}
