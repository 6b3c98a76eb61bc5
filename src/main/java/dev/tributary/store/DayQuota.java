package dev.tributary.store;

import dev.tributary.connector.Platform;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether a platform's calls of the day are all made: then nobody calls it until midnight UTC, from whichever server
 * (wire notes, section 5.3). Asking is free: what other servers found out is looked up every few seconds. Thread-safe.
 */
@ApplicationScoped
public class DayQuota {

    private static final Logger LOG = Logger.getLogger(DayQuota.class);

    private final Jdbi jdbi;
    private volatile Map<Platform, Until> pauses = new ConcurrentHashMap<>();

    DayQuota(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By this machine's own measure of time, since clocks may differ from the database's. */
    private record Until(long nanos) {}

    /** How long nobody may call the platform; zero while there is no such pause. */
    public Duration pause(Platform platform) {
        var until = pauses.get(platform);
        var left = until == null ? 0 : until.nanos() - System.nanoTime();
        return left <= 0 ? Duration.ZERO : Duration.ofMillis(left / 1_000_000 + 1);
    }

    /** The platform said so. */
    public void usedUp(Platform platform) {
        var news = QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(db -> db.createUpdate("""
                                INSERT INTO rate_pause (id, platform, reason, until)
                                SELECT :id, :platform, 'QUOTA_USED_UP',
                                    (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC'
                                WHERE NOT EXISTS (SELECT 1 FROM rate_pause WHERE platform = :platform AND until > now())
                                """)
                        .bind("id", Ids.next())
                        .bind("platform", platform)
                        .execute()));
        if (news > 0) {
            LOG.warnf("All calls of the day to %s are made: none more until 00:00 UTC", platform);
        }
        look();
    }

    /** Finds out what other servers found out. */
    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    public void look() {
        var found = new ConcurrentHashMap<Platform, Until>();
        var now = System.nanoTime();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT platform, extract(epoch FROM max(until) - now()) AS seconds
                        FROM rate_pause WHERE until > now() GROUP BY platform
                        """)
                .map((row, context) -> found.put(
                        Platform.valueOf(row.getString("platform")),
                        new Until(now + (long) (row.getDouble("seconds") * 1e9))))
                .list());
        pauses = found;
    }
}
