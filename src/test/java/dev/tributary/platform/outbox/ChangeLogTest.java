package dev.tributary.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangeLogTest {

    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 25;

    @Inject
    ChangeLog log;

    @Inject
    Jdbi jdbi;

    private final UUID store = UUID.randomUUID();
    private final UUID otherStore = UUID.randomUUID();

    @BeforeEach
    void createStores() {
        for (var id : List.of(store, otherStore)) {
            jdbi.useHandle(db -> db.execute(
                    "INSERT INTO store VALUES (?, 'Kettle', 'PH', 'Asia/Manila', 'SELF_OPERATED', 'PASSED', 'K', '1', now())",
                    id));
        }
    }

    @Test
    void numbersHaveNoGapsAndNoReaderEverMissesOne() throws Exception {
        var seen = new ArrayList<Long>();
        var writers = Executors.newFixedThreadPool(WRITERS);
        try {
            var running = IntStream.range(0, WRITERS)
                    .mapToObj(it -> writers.submit(writing(it)))
                    .toList();
            while (running.stream().anyMatch(it -> !it.isDone())) {
                readOn(seen);
            }
            for (var it : running) {
                it.get();
            }
        } finally {
            writers.shutdownNow();
        }
        readOn(seen);

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList())
                .hasSize(WRITERS * TRANSACTIONS * 2);
    }

    @Test
    void aTransactionThatRollsBackLeavesNoHole() {
        QuarkusTransaction.requiringNew().run(() -> log.record(store, "a", UUID.randomUUID()));
        QuarkusTransaction.begin();
        log.record(store, "b", UUID.randomUUID());
        QuarkusTransaction.rollback();
        QuarkusTransaction.requiringNew().run(() -> log.record(store, "c", UUID.randomUUID()));

        List<String> types =
                jdbi.withHandle(db -> db.createQuery("SELECT type FROM change WHERE store_id = ? ORDER BY seq")
                        .bind(0, store)
                        .mapTo(String.class)
                        .list());
        assertThat(types).containsExactly("a", "c");
    }

    @Test
    void theSameChangeTwiceInOneTransactionIsWrittenOnce() {
        var subject = UUID.randomUUID();

        QuarkusTransaction.requiringNew().run(() -> {
            log.record(store, "a", subject);
            log.record(store, "a", subject);
        });

        assertThat(readOn(new ArrayList<>())).hasSize(1);
    }

    /** Half of the writers name the stores in the other order, which must not make them deadlock. */
    private Callable<Void> writing(int writer) {
        return () -> {
            for (int i = 0; i < TRANSACTIONS; i++) {
                QuarkusTransaction.requiringNew().run(() -> {
                    log.record(writer % 2 == 0 ? store : otherStore, "a", UUID.randomUUID());
                    log.record(writer % 2 == 0 ? otherStore : store, "a", UUID.randomUUID());
                    log.record(store, "b", UUID.randomUUID());
                });
            }
            return null;
        };
    }

    private List<Long> readOn(List<Long> seen) {
        var last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
        seen.addAll(jdbi.withHandle(
                db -> db.createQuery("SELECT seq FROM change WHERE store_id = ? AND seq > ? ORDER BY seq")
                        .bind(0, store)
                        .bind(1, last)
                        .mapTo(Long.class)
                        .list()));
        return seen;
    }
}
