package dev.tributary.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.connector.Platform;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Alerts as the table has them. Every method that writes belongs into the transaction of the one who calls it. */
@ApplicationScoped
class AlertRows {

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final Clock clock;

    AlertRows(Jdbi jdbi, ObjectMapper json, Clock clock) {
        this.jdbi = jdbi;
        this.json = json;
        this.clock = clock;
    }

    record Row(
            UUID id,
            UUID store,
            UUID account,
            AlertKind kind,
            Map<String, Object> args,
            Instant since,
            @Nullable Instant clearedAt) {}

    /**
     * What is known of the given bound accounts, or of all. Their rows are locked: what is found stays true until it is
     * settled. One that somebody is changing is left out; whoever changes it settles it.
     */
    List<AccountFacts.State> lock(@Nullable AccountId only) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT a.id, a.platform, a.state, a.state_reason, a.scopes, c.access_expires_at,
                            c.refresh_expires_at, coalesce(c.renewal_failures, 0) AS renewal_failures, c.renewal_failure
                        FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
                        WHERE a.unbound_at IS NULL AND (:only::uuid IS NULL OR a.id = :only::uuid)
                        ORDER BY a.id FOR NO KEY UPDATE OF a SKIP LOCKED
                        """)
                .bind("only", only == null ? null : only.toString())
                .map(AlertRows::state)
                .list());
    }

    private static AccountFacts.State state(ResultSet row, StatementContext context) throws SQLException {
        return new AccountFacts.State(
                new AccountId(row.getObject("id", UUID.class)),
                Platform.valueOf(row.getString("platform")),
                AccountState.valueOf(row.getString("state")),
                row.getString("state_reason"),
                Set.copyOf(Scopes.parse(row.getString("scopes"))),
                instant(row, "access_expires_at"),
                instant(row, "refresh_expires_at"),
                row.getInt("renewal_failures"),
                row.getString("renewal_failure"));
    }

    /**
     * Opens what is new, updates what stays and clears what is gone, in one statement.
     *
     * @param kinds which were looked at: others stay as they are
     * @return whose alerts opened or cleared
     */
    Map<UUID, UUID> settle(Collection<AccountId> accounts, Set<AlertKind> kinds, List<AccountFact> facts) {
        return jdbi.withHandle(db -> db.createQuery("""
                        WITH fact AS (
                            SELECT f.*, a.store_id FROM unnest(:ids, :factAccounts, :factKinds, :args)
                                AS f (id, account_id, kind, args) JOIN account a ON a.id = f.account_id
                        ), cleared AS (
                            UPDATE account_alert o SET cleared_at = :now
                            WHERE o.cleared_at IS NULL AND o.account_id = ANY(:accounts) AND o.kind = ANY(:kinds)
                                AND NOT EXISTS (
                                    SELECT 1 FROM fact f WHERE f.account_id = o.account_id AND f.kind = o.kind)
                            RETURNING o.account_id, o.store_id
                        ), kept AS (
                            INSERT INTO account_alert AS o (id, store_id, account_id, kind, args, since)
                            SELECT id, store_id, account_id, kind, args, :now FROM fact
                            ON CONFLICT (account_id, kind) WHERE cleared_at IS NULL
                                DO UPDATE SET args = excluded.args WHERE o.args <> excluded.args
                            RETURNING o.account_id, o.store_id, o.id
                        )
                        SELECT account_id, store_id FROM cleared
                        UNION SELECT account_id, store_id FROM kept WHERE id = ANY(:ids)
                        """)
                .bind(
                        "ids",
                        SqlArray.of(
                                UUID.class, facts.stream().map(it -> Ids.next()).toList()))
                .bind(
                        "factAccounts",
                        SqlArray.of(
                                UUID.class,
                                facts.stream().map(it -> it.account().value()).toList()))
                .bind(
                        "factKinds",
                        SqlArray.of(
                                String.class,
                                facts.stream().map(it -> it.kind().name()).toList()))
                .bind(
                        "args",
                        SqlArray.of(
                                String.class,
                                facts.stream().map(it -> write(it.args())).toList()))
                .bind(
                        "accounts",
                        SqlArray.of(
                                UUID.class,
                                accounts.stream().map(AccountId::value).toList()))
                .bind(
                        "kinds",
                        SqlArray.of(String.class, kinds.stream().map(Enum::name).toList()))
                .bind("now", clock.instant())
                .map((row, context) ->
                        Map.entry(row.getObject("account_id", UUID.class), row.getObject("store_id", UUID.class)))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What is wrong with accounts now. */
    List<Row> open(Collection<UUID> accounts) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT * FROM account_alert WHERE cleared_at IS NULL AND account_id = ANY(:accounts)")
                .bind("accounts", SqlArray.of(UUID.class, accounts))
                .map(this::read)
                .list());
    }

    /** Newest first. */
    List<Row> page(AlertFilter filter, AccountAlerts.@Nullable Position before, int limit) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT * FROM account_alert
                        WHERE store_id = ANY(:stores) AND (:account::uuid IS NULL OR account_id = :account::uuid)
                            AND (:open::boolean IS NULL OR (cleared_at IS NULL) = :open::boolean)
                            AND (:since::timestamptz IS NULL OR (since, id) < (:since::timestamptz, :id::uuid))
                        ORDER BY since DESC, id DESC LIMIT :limit
                        """)
                .bind(
                        "stores",
                        SqlArray.of(
                                UUID.class,
                                filter.stores().stream().map(StoreId::value).toList()))
                .bind(
                        "account",
                        filter.account() == null ? null : filter.account().toString())
                .bind("open", filter.open())
                .bind("since", before == null ? null : before.since().toString())
                .bind("id", before == null ? null : before.id().toString())
                .bind("limit", limit)
                .map(this::read)
                .list());
    }

    private Row read(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("account_id", UUID.class),
                AlertKind.valueOf(row.getString("kind")),
                parse(row.getString("args")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "cleared_at"));
    }

    /** In the order of the names: what is the same reads the same. */
    private String write(Map<String, Object> args) {
        try {
            return json.writeValueAsString(new TreeMap<>(args));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts, numbers and times can be written", e);
        }
    }

    private Map<String, Object> parse(String args) {
        try {
            return json.readValue(args, new TypeReference<TreeMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("We wrote it ourselves", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
