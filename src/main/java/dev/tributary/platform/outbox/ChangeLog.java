package dev.tributary.platform.outbox;

import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What became true, for whoever watches.
 *
 * <p>A change is noted inside the transaction that makes it true and numbered as that transaction's last statement,
 * under the row lock of its store's stream. So numbers have no gaps, and whoever has seen number <i>n</i> can see
 * everything up to <i>n</i>: a sequence would hand out numbers that become visible in another order.
 *
 * <p>A change names its subject and carries no data. Who tells it reads what is true then, so ten changes of one subject
 * can be told once.
 */
@ApplicationScoped
public class ChangeLog {

    private final Jdbi jdbi;
    private final TransactionSynchronizationRegistry transaction;
    private final Event<ChangesWritten> written;

    ChangeLog(Jdbi jdbi, TransactionSynchronizationRegistry transaction, Event<ChangesWritten> written) {
        this.jdbi = jdbi;
        this.transaction = transaction;
        this.written = written;
    }

    /** The numbers at which the streams of these stores stand: read it before anything else, and nothing is missed. */
    public Map<UUID, Long> asOf(Collection<UUID> stores) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT wanted.id, coalesce(s.last_seq, 0) FROM unnest(:stores) AS wanted (id)
                        LEFT JOIN change_stream s ON s.store_id = wanted.id
                        """)
                .bind("stores", SqlArray.of(UUID.class, stores))
                .reduceRows(new LinkedHashMap<UUID, Long>(), (found, row) -> {
                    found.put(row.getColumn(1, UUID.class), row.getColumn(2, Long.class));
                    return found;
                }));
    }

    /** Notes that {@code subject} is another now, for everybody who may see the store. Needs a transaction. */
    public void record(UUID store, String type, UUID subject) {
        note(store, new Change(type, subject, null));
    }

    /** Notes something that concerns one agent only. Needs a transaction. */
    public void recordFor(UUID agent, UUID store, String type, UUID subject) {
        note(store, new Change(type, subject, agent));
    }

    private void note(UUID store, Change change) {
        var pending = (Pending) transaction.getResource(this);
        if (pending == null) {
            pending = new Pending();
            transaction.putResource(this, pending);
            transaction.registerInterposedSynchronization(pending);
        }
        pending.byStore.computeIfAbsent(store, it -> new LinkedHashSet<>()).add(change);
    }

    private record Change(
            String type, UUID subject, @Nullable UUID agent) {}

    /** The changes of one transaction. Confined to its thread. */
    private final class Pending implements Synchronization {

        private final Map<UUID, Set<Change>> byStore = new LinkedHashMap<>();

        @Override
        public void beforeCompletion() {
            jdbi.useHandle(this::write);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                written.fire(new ChangesWritten(Set.copyOf(byStore.keySet())));
            }
        }

        /** The streams are locked in the order of their ids, whatever the order in which changes were noted. */
        private void write(Handle db) {
            var stores = List.copyOf(byStore.keySet());
            var changes = byStore.values().stream().flatMap(Set::stream).toList();
            var storeOfChange = stores.stream()
                    .flatMap(it -> Collections.nCopies(sizeOf(it), it).stream())
                    .toList();
            var positions = stores.stream()
                    .flatMap(it -> IntStream.rangeClosed(1, sizeOf(it)).boxed())
                    .toList();
            db.createUpdate("""
                            WITH stream AS (
                                INSERT INTO change_stream AS s (store_id, last_seq)
                                SELECT c.store, c.n FROM unnest(:stores, :counts) AS c (store, n) ORDER BY c.store
                                ON CONFLICT (store_id) DO UPDATE SET last_seq = s.last_seq + excluded.last_seq
                                RETURNING store_id, last_seq
                            )
                            INSERT INTO change (store_id, seq, type, subject_id, agent_id, at)
                            SELECT c.store, stream.last_seq - n.n + c.position, c.type, c.subject, c.agent, now()
                            FROM unnest(:storeOfChange, :positions, :types, :subjects, :agents)
                                AS c (store, position, type, subject, agent)
                            JOIN unnest(:stores, :counts) AS n (store, n) ON n.store = c.store
                            JOIN stream ON stream.store_id = c.store
                            """)
                    .bind("stores", SqlArray.of(UUID.class, stores))
                    .bind(
                            "counts",
                            SqlArray.of(
                                    Integer.class,
                                    stores.stream().map(this::sizeOf).toList()))
                    .bind("storeOfChange", SqlArray.of(UUID.class, storeOfChange))
                    .bind("positions", SqlArray.of(Integer.class, positions))
                    .bind(
                            "types",
                            SqlArray.of(
                                    String.class,
                                    changes.stream().map(Change::type).toList()))
                    .bind(
                            "subjects",
                            SqlArray.of(
                                    UUID.class,
                                    changes.stream().map(Change::subject).toList()))
                    .bind(
                            "agents",
                            SqlArray.of(
                                    UUID.class,
                                    changes.stream().map(Change::agent).collect(Collectors.toList())))
                    .execute();
        }

        private int sizeOf(UUID store) {
            return Objects.requireNonNull(byStore.get(store)).size();
        }
    }
}
