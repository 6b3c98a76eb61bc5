package dev.tributary.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.InboundEvent;
import dev.tributary.testing.TestDatabase;
import dev.tributary.testing.WebhookShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order, the repetitions and the batches in which events are applied, the end is the same.
 *
 * <p>A round draws some events and has them happen at many shops at once, at each in another order. The shops are
 * worked on side by side, as a busy server would, and rolled back afterwards.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InterleavingsTest {

    private static final int INTERLEAVINGS = Integer.getInteger("interleavings", 2_000);
    private static final int SHOPS = 50;
    private static final int MOST_IN_A_BATCH = 5;

    @Inject
    ConversationIngest conversations;

    @Inject
    StateDump dump;

    @Inject
    Jdbi jdbi;

    @Test
    @Tag("F46")
    @Tag("F47")
    @Tag("F50")
    void everyInterleavingEndsInTheSameState() {
        var seed = Long.getLong("seed", 20_260_301L);
        for (int round = 0; round < INTERLEAVINGS / SHOPS; round++) {
            endsAlike(seed + round);
        }
    }

    private void endsAlike(long seed) {
        var random = new Random(seed);
        var commentAuthor = random.nextBoolean() ? InventedEvents.US : null;
        QuarkusTransaction.begin();
        try {
            // The statistics know nothing of rows that are never committed.
            jdbi.useHandle(
                    db -> db.execute(
                            "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"));
            var shops = WebhookShop.open(SHOPS, commentAuthor);
            var events = InventedEvents.draw(random, 10 + random.nextInt(15));
            var rest = IntStream.range(0, SHOPS)
                    .mapToObj(it -> arrivals(shops.get(it), events, commentAuthor, it == 0 ? null : random))
                    .toList();
            apply(rest, random);
            var ends = dump.of(shops);
            var first = ends.get(0);
            assertThat(first).isNotEmpty();
            for (int i = 1; i < SHOPS; i++) {
                assertThat(ends.get(i)).as("-Dseed=%d, shop %d", seed, i).isEqualTo(first);
            }
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** All of them, some twice or more; in the order they were drawn and once where there is no chance. */
    private static List<Arrival> arrivals(
            WebhookShop shop,
            List<InventedEvents.Template> events,
            @Nullable String commentAuthor,
            @Nullable Random random) {
        var account = shop.bound(commentAuthor);
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < events.size(); i++) {
            InboundEvent event = events.get(i).at(shop.openId());
            var arrival = new Arrival(
                    event, account, Instant.parse("2026-03-02T00:00:00Z").plusSeconds(i));
            var copies = random == null || random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(3);
            arrivals.addAll(Collections.nCopies(copies, arrival));
        }
        if (random != null) {
            Collections.shuffle(arrivals, random);
        }
        return arrivals;
    }

    private void apply(List<List<Arrival>> perShop, Random random) {
        var rest = new ArrayList<>(perShop);
        while (!rest.isEmpty()) {
            var batch = new ArrayList<Arrival>();
            rest.replaceAll(it -> {
                var next = Math.min(it.size(), 1 + random.nextInt(MOST_IN_A_BATCH * 2));
                batch.addAll(it.subList(0, next));
                return it.subList(next, it.size());
            });
            rest.removeIf(List::isEmpty);
            conversations.apply(batch);
        }
    }
}
