package dev.tributary.store.governor;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Platform;
import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** When nobody makes calls since the platform refused one. By the database's clock. */
@ApplicationScoped
class Pauses {

    /** So many accounts refused within a minute: it is the app that calls too often. */
    private static final int ACCOUNTS_TO_BLAME_THE_APP = 3;

    private static final String QUOTA_USED_UP = "QUOTA_USED_UP";

    private final Jdbi jdbi;

    Pauses(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The pauses that are not over. */
    record Running(Map<Scope, Stop> stops) {

        static final Running NONE = new Running(Map.of());

        Stop of(Platform platform) {
            return stops.getOrDefault(new Scope(platform, null, null), Stop.NONE);
        }

        Stop of(AccountRef account, ApiCall call) {
            return of(account.platform()).orLonger(stops.getOrDefault(Scope.of(account, call), Stop.NONE));
        }
    }

    /** What a pause is for: an account's calls that the platform counts together, or all calls. */
    record Scope(
            Platform platform,
            @Nullable String account,
            @Nullable String calls) {

        static Scope of(AccountRef account, ApiCall call) {
            return new Scope(
                    account.platform(),
                    account.externalId(),
                    call.isForMessages() ? call.family().name() : call.name());
        }
    }

    Running running() {
        return new Running(jdbi.withHandle(db -> db.createQuery("""
                        SELECT p.platform, a.external_id, p.calls, p.reason,
                            ceil(extract(epoch FROM max(p.until) - clock_timestamp()) * 1000)::bigint AS millis
                        FROM rate_pause p LEFT JOIN account a ON a.id = p.account_id
                        WHERE p.until > clock_timestamp() GROUP BY p.platform, a.external_id, p.calls, p.reason
                        """).reduceRows(new HashMap<>(), (found, row) -> {
            var scope = new Scope(
                    Platform.valueOf(row.getColumn("platform", String.class)),
                    row.getColumn("external_id", String.class),
                    row.getColumn("calls", String.class));
            var stop = new Stop(
                    Duration.ofMillis(row.getColumn("millis", Long.class)),
                    row.getColumn("reason", String.class).equals(QUOTA_USED_UP));
            found.merge(scope, stop, Stop::orLonger);
            return found;
        })));
    }

    /** For the account, unless it is not bound; and for the app if others were refused at the same time. */
    @Transactional
    void throttled(AccountRef account, ApiCall call, Duration pause) {
        jdbi.useHandle(db -> {
            db.createUpdate("""
                            INSERT INTO rate_pause (id, platform, account_id, calls, reason, began_at, until)
                            SELECT :id, platform, id, :calls, 'THROTTLED', clock_timestamp(),
                                clock_timestamp() + :pause * interval '1 ms'
                            FROM account WHERE platform = :platform AND external_id = :account AND unbound_at IS NULL
                            """)
                    .bind("id", Ids.next())
                    .bind("calls", Scope.of(account, call).calls())
                    .bind("pause", pause.toMillis())
                    .bind("platform", account.platform())
                    .bind("account", account.externalId())
                    .execute();
            db.createUpdate("""
                            INSERT INTO rate_pause (id, platform, reason, began_at, until)
                            SELECT :id, :platform, 'THROTTLED', clock_timestamp(), max(until) FROM rate_pause
                            WHERE platform = :platform AND account_id IS NOT NULL
                              AND until > clock_timestamp() AND began_at > clock_timestamp() - interval '1 minute'
                            HAVING count(DISTINCT account_id) >= :accounts
                            """)
                    .bind("id", Ids.next())
                    .bind("platform", account.platform())
                    .bind("accounts", ACCOUNTS_TO_BLAME_THE_APP)
                    .execute();
            db.execute("DELETE FROM rate_pause WHERE until < clock_timestamp() - interval '30 days'");
        });
    }

    /**
     * For all calls, until the platform's next day begins.
     *
     * @return whether that is news
     */
    @Transactional
    boolean quotaUsedUp(Platform platform) {
        return jdbi.withHandle(db -> db.createUpdate("""
                        INSERT INTO rate_pause (id, platform, reason, began_at, until)
                        SELECT :id, :platform, :reason, clock_timestamp(),
                            (date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC'
                        WHERE NOT EXISTS (
                            SELECT 1 FROM rate_pause
                            WHERE platform = :platform AND reason = :reason AND until > clock_timestamp())
                        """)
                        .bind("id", Ids.next())
                        .bind("platform", platform)
                        .bind("reason", QUOTA_USED_UP)
                        .execute())
                > 0;
    }
}
