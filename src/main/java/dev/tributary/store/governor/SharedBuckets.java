package dev.tributary.store.governor;

import static java.util.stream.Collectors.groupingBy;

import dev.tributary.platform.database.SqlArray;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The buckets that all servers take their tokens from. By the database's clock. */
@ApplicationScoped
class SharedBuckets {

    /** How much later than they left the calls of a server that died may have been counted by the platform. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Jdbi jdbi;

    SharedBuckets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Another server's slice of a bucket. */
    record Other(String bucket, UUID node, int tokens, int[] wanted) {}

    /**
     * What somebody wants to change about its slice.
     *
     * @param given back, with the local times from when on they can be spent
     * @param asked how many more it wants, of those that are there
     * @param lost how many of those that the bucket takes for its own it does not know of
     */
    record Change(List<Long> given, int asked, int lost, int[] wanted) {}

    /** Decides, in memory and at once, when it is known how a bucket stands. */
    @FunctionalInterface
    interface Party {
        Change decide(Limit limit, int pool, int ours, List<Other> others);
    }

    /** What came of it, with local times. */
    record Exchange(Map<Limit, List<Long>> granted, long leaseUntil) {}

    /** All buckets at once, each under its lock. */
    Exchange exchange(UUID node, Collection<Limit> limits, Duration lease, LongSupplier ticker, Party party) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(db -> exchange(db, node, limits, lease, ticker, party)));
    }

    private static Exchange exchange(
            Handle db, UUID node, Collection<Limit> limits, Duration lease, LongSupplier ticker, Party party) {
        var names = limits.stream().map(Limit::name).sorted().toList();
        var buckets = lock(db, names);
        if (buckets.size() < limits.size()) {
            create(db, limits);
            buckets = lock(db, names);
        }
        var expired = expired(db, names);
        var before = ticker.getAsLong();
        var now =
                db.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one();
        var after = ticker.getAsLong();
        var slices = slices(db, names).stream().collect(groupingBy(Other::bucket));
        var granted = new HashMap<Limit, List<Long>>();
        for (var limit : limits) {
            var bucket = buckets.get(limit.name());
            if (bucket == null) {
                throw new IllegalStateException("There is no bucket " + limit.name());
            }
            var window = limit.window().plus(GRACE);
            expired.stream()
                    .filter(it -> it.bucket.equals(limit.name()))
                    .forEach(it -> bucket.free.addAll(Collections.nCopies(it.tokens, it.until.plus(window))));
            bucket.resize(limit.calls(), now);
            var all = slices.getOrDefault(limit.name(), List.of());
            var ours = all.stream()
                    .filter(it -> it.node.equals(node))
                    .mapToInt(Other::tokens)
                    .sum();
            var others = all.stream().filter(it -> !it.node.equals(node)).toList();
            var change = party.decide(limit, bucket.free.size(), ours, others);
            // Times are converted so that a token is never free earlier here than there, or there than here.
            change.given.forEach(it -> bucket.free.add(now.plusNanos(it - before)));
            bucket.free.addAll(Collections.nCopies(change.lost, now.plus(window)));
            Collections.sort(bucket.free);
            var mine = bucket.free.subList(0, Math.min(change.asked, bucket.free.size()));
            granted.put(
                    limit,
                    mine.stream()
                            .map(it -> after + Duration.between(now, it).toNanos())
                            .toList());
            var tokens = ours - change.given.size() - change.lost + mine.size();
            mine.clear();
            write(db, limit.name(), bucket);
            write(db, limit.name(), node, tokens, change.wanted, lease);
        }
        return new Exchange(granted, before + lease.toNanos());
    }

    /** Prolongs all slices of a server. Those that it does not name any more are not its own. */
    List<Other> prolong(UUID node, Map<String, int[]> wanted, Duration lease) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(db -> {
                    var names = wanted.keySet().stream().sorted().toList();
                    return db.createQuery("""
                            WITH mine AS (
                                SELECT s.bucket, n.wanted FROM rate_slice s
                                JOIN unnest(:names, :wanted) AS n (bucket, wanted) ON n.bucket = s.bucket
                                WHERE s.node = :node ORDER BY s.bucket FOR UPDATE OF s
                            )
                            UPDATE rate_slice s SET lease_until = clock_timestamp() + :lease * interval '1 ms',
                                wanted = string_to_array(mine.wanted, ',')::int[]
                            FROM mine WHERE s.bucket = mine.bucket AND s.node = :node
                            RETURNING s.bucket, s.node, s.tokens, s.wanted
                            """)
                            .bind("names", SqlArray.of(String.class, names))
                            .bind(
                                    "wanted",
                                    SqlArray.of(
                                            String.class,
                                            names.stream()
                                                    .map(it -> joined(wanted.getOrDefault(it, new int[0])))
                                                    .toList()))
                            .bind("node", node)
                            .bind("lease", lease.toMillis())
                            .map((row, context) -> other(row))
                            .list();
                }));
    }

    /** What the others have of the buckets that a server has something of. */
    List<Other> besides(UUID node) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT o.bucket, o.node, o.tokens, o.wanted FROM rate_slice m
                        JOIN rate_slice o ON o.bucket = m.bucket AND o.node <> m.node
                        WHERE m.node = :node AND o.lease_until > clock_timestamp() ORDER BY o.bucket, o.node
                        """)
                .bind("node", node)
                .map((row, context) -> other(row))
                .list());
    }

    /** Buckets that are as if they had never been used. */
    void sweep() {
        jdbi.useHandle(db -> db.execute("""
                DELETE FROM rate_bucket WHERE name IN (
                    SELECT name FROM rate_bucket b
                    WHERE cardinality(free_at) = capacity
                      AND NOT EXISTS (SELECT 1 FROM unnest(free_at) AS f (at) WHERE f.at > clock_timestamp())
                      AND NOT EXISTS (SELECT 1 FROM rate_slice s WHERE s.bucket = b.name)
                    ORDER BY name LIMIT 1000 FOR UPDATE SKIP LOCKED)
                """));
    }

    private static Map<String, Bucket> lock(Handle db, List<String> names) {
        return db.createQuery("SELECT name, capacity, free_at FROM rate_bucket WHERE name = ANY(:names)"
                        + " ORDER BY name FOR UPDATE")
                .bind("names", SqlArray.of(String.class, names))
                .reduceRows(new HashMap<>(), (found, row) -> {
                    var free = new ArrayList<Instant>();
                    for (var it : row.getColumn("free_at", Timestamp[].class)) {
                        free.add(it.toInstant());
                    }
                    found.put(
                            row.getColumn("name", String.class),
                            new Bucket(row.getColumn("capacity", Integer.class), free));
                    return found;
                });
    }

    private static void create(Handle db, Collection<Limit> limits) {
        var insert = db.prepareBatch("""
                INSERT INTO rate_bucket (name, capacity, free_at)
                VALUES (:name, :capacity, array_fill(clock_timestamp(), ARRAY[:capacity])) ON CONFLICT DO NOTHING
                """);
        limits.stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(it -> insert.bind("name", it.name())
                        .bind("capacity", it.calls())
                        .add());
        insert.execute();
    }

    private record Expired(String bucket, int tokens, Instant until) {}

    private static List<Expired> expired(Handle db, List<String> names) {
        return db.createQuery("""
                        WITH dead AS (
                            SELECT bucket, node FROM rate_slice
                            WHERE bucket = ANY(:names) AND lease_until < clock_timestamp()
                            ORDER BY bucket, node FOR UPDATE
                        )
                        DELETE FROM rate_slice s USING dead WHERE s.bucket = dead.bucket AND s.node = dead.node
                        RETURNING s.bucket, s.tokens, s.lease_until
                        """)
                .bind("names", SqlArray.of(String.class, names))
                .map((row, context) -> new Expired(
                        row.getString(1), row.getInt(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    private static List<Other> slices(Handle db, List<String> names) {
        return db.createQuery("SELECT bucket, node, tokens, wanted FROM rate_slice WHERE bucket = ANY(:names)"
                        + " ORDER BY bucket, node")
                .bind("names", SqlArray.of(String.class, names))
                .map((row, context) -> other(row))
                .list();
    }

    private static void write(Handle db, String name, Bucket bucket) {
        db.createUpdate("UPDATE rate_bucket SET capacity = :capacity, free_at = :free WHERE name = :name")
                .bind("capacity", bucket.capacity)
                .bind("free", SqlArray.of(Instant.class, bucket.free))
                .bind("name", name)
                .execute();
    }

    private static void write(Handle db, String name, UUID node, int tokens, int[] wanted, Duration lease) {
        if (tokens == 0 && Arrays.stream(wanted).allMatch(it -> it == 0)) {
            db.createUpdate("DELETE FROM rate_slice WHERE bucket = :bucket AND node = :node")
                    .bind("bucket", name)
                    .bind("node", node)
                    .execute();
            return;
        }
        db.createUpdate("""
                        INSERT INTO rate_slice (bucket, node, tokens, wanted, lease_until)
                        VALUES (:bucket, :node, :tokens, string_to_array(:wanted, ',')::int[],
                            clock_timestamp() + :lease * interval '1 ms')
                        ON CONFLICT ON CONSTRAINT rate_slice_once DO UPDATE
                        SET tokens = excluded.tokens, wanted = excluded.wanted, lease_until = excluded.lease_until
                        """)
                .bind("bucket", name)
                .bind("node", node)
                .bind("tokens", tokens)
                .bind("wanted", joined(wanted))
                .bind("lease", lease.toMillis())
                .execute();
    }

    private static String joined(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static Other other(ResultSet row) throws SQLException {
        // A server of another version may know fewer priorities, or more.
        var wanted = Arrays.copyOf((Integer[]) row.getArray("wanted").getArray(), CallPriority.values().length);
        return new Other(
                row.getString("bucket"),
                row.getObject("node", UUID.class),
                row.getInt("tokens"),
                Arrays.stream(wanted).mapToInt(it -> it == null ? 0 : it).toArray());
    }

    private static final class Bucket {

        private final List<Instant> free;
        private int capacity;

        Bucket(int capacity, List<Instant> free) {
            this.capacity = capacity;
            this.free = free;
        }

        /** A setting was changed. What servers have too many of goes when they give it back. */
        void resize(int wanted, Instant now) {
            for (; capacity < wanted; capacity++) {
                free.add(now);
            }
            for (; capacity > wanted && !free.isEmpty(); capacity--) {
                free.remove(0);
            }
        }
    }
}
