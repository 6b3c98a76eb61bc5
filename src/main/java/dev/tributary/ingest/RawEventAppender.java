package dev.tributary.ingest;

import dev.tributary.connector.Platform;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Puts webhooks on disk, many with one commit.
 *
 * <p>While one commit is under way the next batch gathers, so the number of commits follows from how fast the disk is
 * and not from how many webhooks come. Thread-safe.
 */
@ApplicationScoped
public class RawEventAppender {

    private static final Logger LOG = Logger.getLogger(RawEventAppender.class);

    /** Two: one gathers and encodes while the other waits for the disk. */
    private static final int WRITERS = 2;

    /** In the order of the hashes: two writers with the same webhooks would otherwise wait for each other for ever. */
    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO raw_event (platform, body_hash, body, signed_at, received_at)
                SELECT * FROM unnest(?, ?, ?, ?, ?) AS e (p, hash, b, s, r)
                ORDER BY hash
                ON CONFLICT ON CONSTRAINT raw_event_stored_once DO NOTHING
                RETURNING id, body_hash
            ), waiting AS (
                INSERT INTO raw_event_waiting (event_id) SELECT id FROM stored
            )
            SELECT body_hash FROM stored
            """;

    private final DataSource database;
    private final InboundHints hints;
    private final RepeatedWebhooks repeats;
    private final int batchSize;
    private final BlockingQueue<Pending> queue;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean stopping;

    RawEventAppender(DataSource database, InboundHints hints, RepeatedWebhooks repeats, IngestConfig config) {
        this.database = database;
        this.hints = hints;
        this.repeats = repeats;
        this.batchSize = config.batch();
        this.queue = new LinkedBlockingQueue<>(config.queue());
    }

    /** A genuine webhook, exactly as it came. */
    public record RawEvent(Platform platform, byte[] body, Instant signedAt, Instant receivedAt) {}

    /**
     * Completes once the event is on disk, now or from an earlier delivery; fails if that cannot be promised. The
     * returned stage may complete on a writer's thread.
     */
    public CompletionStage<Void> append(RawEvent event) {
        var pending = new Pending(event, BodyHash.of(event.body()), new CompletableFuture<>());
        if (stopping || !queue.offer(pending)) {
            pending.done().completeExceptionally(new IllegalStateException("Too many webhooks wait for the disk"));
        }
        return pending.done();
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < WRITERS; i++) {
            var writer = new Thread(this::write, "webhook-writer-" + i);
            writer.setDaemon(true);
            writer.start();
            writers.add(writer);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (var writer : writers) {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void write() {
        var batch = new ArrayList<Pending>(batchSize);
        while (!stopping || !queue.isEmpty()) {
            try {
                var first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, batchSize - 1);
                    commit(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(List<Pending> batch) {
        Set<BodyHash> stored;
        try {
            stored = insert(batch);
        } catch (SQLException | RuntimeException e) {
            // Not stored, or not known to be: the platform delivers again, and what was stored is found to be.
            LOG.errorf("%d webhooks could not be stored: %s", batch.size(), e.getMessage());
            batch.forEach(it -> it.done().completeExceptionally(e));
            return;
        }
        batch.forEach(it -> it.done().complete(null));
        hints.rowsWait();
        if (stored.size() < batch.size()) {
            // The first of a body is what was stored, unless an earlier batch did.
            batch.stream()
                    .filter(it -> !stored.remove(it.hash()))
                    .forEach(it -> repeats.add(it.event().platform(), it.hash()));
        }
    }

    /**
     * Plain JDBC: at a few events a commit, what a library does around a statement costs as much as the statement.
     *
     * @return what was not stored before
     */
    private Set<BodyHash> insert(List<Pending> batch) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(
                    1,
                    array(connection, "text", batch, it -> it.event().platform().name()));
            insert.setArray(2, array(connection, "bytea", batch, it -> it.hash().bytes()));
            insert.setArray(
                    3, array(connection, "bytea", batch, it -> it.event().body()));
            insert.setArray(
                    4, array(connection, "timestamptz", batch, it -> it.event().signedAt()));
            insert.setArray(
                    5, array(connection, "timestamptz", batch, it -> it.event().receivedAt()));
            try (var rows = insert.executeQuery()) {
                var stored = new HashSet<BodyHash>();
                while (rows.next()) {
                    stored.add(new BodyHash(rows.getBytes(1)));
                }
                return stored;
            }
        }
    }

    private static Array array(
            Connection connection, String type, List<Pending> batch, Function<Pending, Object> column)
            throws SQLException {
        var values = batch.stream().map(column);
        // The driver takes arrays of bytes as byte[][] only, and all others as it writes them: as text.
        return connection.createArrayOf(
                type,
                type.equals("bytea")
                        ? values.map(byte[].class::cast).toArray(byte[][]::new)
                        : values.map(Object::toString).toArray(String[]::new));
    }

    private record Pending(RawEvent event, BodyHash hash, CompletableFuture<Void> done) {}
}
