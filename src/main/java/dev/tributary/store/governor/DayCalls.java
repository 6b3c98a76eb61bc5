package dev.tributary.store.governor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * How many calls of the platform's day are left. Servers are handed some at a time; what one that dies has left is lost
 * for the day.
 */
@ApplicationScoped
class DayCalls {

    private static final String APP = "app";

    private final Jdbi jdbi;

    DayCalls(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param calls zero if there are none left
     * @param handedOut to all servers, these included
     */
    record Handful(int calls, long handedOut, Duration untilDayEnds) {}

    @Transactional
    Handful take(long limit) {
        var handful = (int) Math.max(1, Math.min(500, limit / 1_000));
        return jdbi.withHandle(db -> {
            db.createUpdate(
                            "INSERT INTO rate_day (name, day, calls) VALUES (:name, '-infinity', 0) ON CONFLICT DO NOTHING")
                    .bind("name", APP)
                    .execute();
            return db.createQuery("""
                            WITH locked AS (
                                SELECT name, day, calls FROM rate_day WHERE name = :name FOR UPDATE
                            ), today AS (
                                SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS day FROM locked
                            ), so_far AS (
                                SELECT today.day, CASE WHEN locked.day = today.day THEN locked.calls ELSE 0 END AS calls
                                FROM locked, today
                            )
                            UPDATE rate_day d SET day = s.day, calls = s.calls + greatest(0, least(:handful, :limit - s.calls))
                            FROM so_far s WHERE d.name = :name
                            RETURNING d.calls - s.calls AS granted, d.calls,
                                extract(epoch FROM (s.day + 1)::timestamp - clock_timestamp() AT TIME ZONE 'UTC') AS seconds
                            """)
                    .bind("name", APP)
                    .bind("handful", handful)
                    .bind("limit", limit)
                    .map((row, context) ->
                            new Handful(row.getInt("granted"), row.getLong("calls"), Duration.ofMillis((long)
                                    (row.getDouble("seconds") * 1_000))))
                    .one();
        });
    }
}
