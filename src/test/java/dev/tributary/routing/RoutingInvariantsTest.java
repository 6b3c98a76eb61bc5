package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.connector.InboundEvent;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.AgentChange;
import dev.tributary.routing.Rebalancing.Selection;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is never wrong, whoever does what at the same time: routing, people who take, hand on and resolve, customers who
 * write, duty that comes and goes, transactions that are rolled back or lose a deadlock.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RoutingInvariantsTest {

    private static final int THREADS = 12;
    private static final int STEPS = 25;
    private static final int CAPACITY = 4;
    private static final List<Duty> DUTIES = List.of(Duty.values());

    /**
     * Each row is a violation, in the one snapshot that a statement sees. What a person gave somebody, or opened again with
     * whoever had it, may be above their capacity.
     */
    private static final String VIOLATIONS = """
            WITH truth AS (
                SELECT l.agent_id, l.open_dms, l.open_comments, l.capacity,
                    count(c.id) FILTER (WHERE c.surface = 'DM') AS dms,
                    count(c.id) FILTER (WHERE c.surface = 'COMMENT') AS comments,
                    sum(CASE c.surface WHEN 'DM' THEN 100 ELSE 40 END) FILTER (WHERE NOT (c.assigned_by_person
                        OR EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.type = 'STATUS'
                            AND m.created_at >= c.assigned_at))) AS pushed
                FROM agent_load l LEFT JOIN conversation c ON c.assignee_id = l.agent_id AND c.status = 'OPEN'
                WHERE l.agent_id = ANY(:agents) GROUP BY l.agent_id
            )
            SELECT 'counted ' || open_dms || '+' || open_comments || ' of ' || dms || '+' || comments AS what FROM truth
            WHERE (open_dms, open_comments) <> (dms, comments)
            UNION ALL
            SELECT 'above capacity: ' || pushed || ' of ' || dms || '+' || comments FROM truth
            WHERE pushed > capacity * 100
            UNION ALL
            SELECT 'assigned without a time' FROM conversation c
            WHERE c.store_id = :store AND (c.assignee_id IS NULL) <> (c.assigned_at IS NULL)
            UNION ALL
            SELECT 'of a person by routing' FROM conversation c
            WHERE c.store_id = :store AND c.assignee_id IS NULL AND c.assigned_by_person
            """;

    @Inject
    Jdbi jdbi;

    @Inject
    Transfers transfers;

    @Inject
    Rebalancing rebalancing;

    @Inject
    Assignments assignments;

    @Inject
    OpenWork openWork;

    @Inject
    DutyService duties;

    @Inject
    ConversationService conversations;

    @Inject
    AgentService agents;

    private final Shop shop = Shop.open();

    @Test
    @Tag("F96")
    void holdAtEveryMomentOfARandomDay() throws Exception {
        var team = shop.crowd(8);
        var boss = shop.crowd(1).get(0);
        team.forEach(it -> {
            duties.setCapacity(it, CAPACITY);
            duties.turn(it, Duty.ON);
        });
        var all = Collections.synchronizedList(new ArrayList<>(shop.customersWrite(60)));
        shop.arrive(IntStream.range(0, 20)
                .mapToObj(it -> shop.comment("fan-" + it, "comment-" + shop.store() + it, "how much?"))
                .toArray(InboundEvent[]::new));
        var stop = new AtomicBoolean();
        var seen = Collections.synchronizedSet(new TreeSet<String>());
        var watcher = Executors.newSingleThreadExecutor();
        var watched = watcher.submit(() -> {
            while (!stop.get()) {
                seen.addAll(violations(team));
            }
        });

        var failures = inParallel(seed -> day(new Random(seed), team, boss, all));
        stop.set(true);
        watched.get();
        watcher.shutdown();

        assertThat(seen).isEmpty();
        assertThat(failures).isEmpty();
        team.forEach(it -> duties.turn(it, Duty.ON));
        await().untilAsserted(() -> {
            assignments.assignWaiting(shop.store());
            assertThat(violations(team)).isEmpty();
            assertThat(waitingThoughSomebodyHasRoom(team)).isZero();
        });
        assertThat(openWork.recount()).doesNotContainKeys(team.toArray(AgentId[]::new));
    }

    /** One thread's share of it. Same seed, same wishes; what they meet is chance. */
    private void day(Random dice, List<AgentId> team, AgentId boss, List<ConversationId> all) {
        for (int i = 0; i < STEPS; i++) {
            var agent = team.get(dice.nextInt(team.size()));
            var conversation = all.get(dice.nextInt(all.size()));
            switch (dice.nextInt(12)) {
                case 0, 1 -> assignments.assignWaiting(shop.store());
                case 2 -> assignments.takeNext(agent, Set.of(shop.store()));
                case 3 -> conversations.setStatus(conversation, ConversationStatus.RESOLVED, null, agent);
                case 4 -> conversations.setStatus(conversation, ConversationStatus.OPEN, null, agent);
                case 5 -> all.add(shop.customerWrites(UUID.randomUUID().toString(), "hello"));
                case 6 -> duties.turn(agent, DUTIES.get(dice.nextInt(DUTIES.size())));
                case 7 -> conversations.takeBack(conversation, agent, false);
                case 8 -> conversations.assign(conversation, Optional.of(agent), boss);
                case 9 -> transfers.transfer(conversation, new Receiver(agent, null), boss, null);
                case 10 ->
                    rebalancing.move(
                            new Selection(shop.store(), agent, Optional.empty(), false),
                            new Receiver(null, null),
                            boss);
                default -> inVain(conversation, team, dice);
            }
        }
    }

    /** A transaction that does much, in the wrong order, and leaves nothing. */
    private void inVain(ConversationId conversation, List<AgentId> team, Random dice) {
        var order = new ArrayList<>(team);
        Collections.shuffle(order, dice);
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                jdbi.useHandle(db -> {
                    db.execute("SET LOCAL lock_timeout = '20ms'");
                    for (var it : order.subList(0, 3)) {
                        db.execute("UPDATE agent_load SET open_dms = open_dms + 1 WHERE agent_id = ?", it.value());
                    }
                    db.execute("UPDATE conversation SET assignee_id = NULL WHERE id = ?", conversation.value());
                });
                throw new Undone();
            });
        } catch (Undone expected) {
            // Nothing of it was seen by anybody.
        } catch (JdbiException expected) {
            // A deadlock, or a lock that took too long: undone just the same.
            assertThat(expected).hasStackTraceContaining("lock");
        }
    }

    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatIsOfADisabledAgentIsNeverGivenBackToThem() throws Exception {
        var team = shop.crowd(4);
        var admin = shop.crowd(1).get(0);
        team.forEach(it -> duties.turn(it, Duty.ON));
        shop.customersWrite(20);

        inParallel(seed -> {
            if (seed < 2) {
                agents.change(admin, team.get((int) seed), new AgentChange(null, null, true, null));
            } else {
                for (int i = 0; i < 10; i++) {
                    assignments.assignWaiting(shop.store());
                }
            }
        });

        await().untilAsserted(() -> assertThat(openOf(team.subList(0, 2))).isZero());
        assertThat(openOf(team.subList(2, 4))).isEqualTo(16);
    }

    private List<String> violations(List<AgentId> team) {
        return jdbi.withHandle(db -> db.createQuery(VIOLATIONS)
                .bindArray(
                        "agents", UUID.class, team.stream().map(AgentId::value).toList())
                .bind("store", shop.store().value())
                .mapTo(String.class)
                .list());
    }

    private int waitingThoughSomebodyHasRoom(List<AgentId> team) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT count(*) FROM conversation c WHERE c.store_id = :store AND c.status = 'OPEN'
                          AND c.assignee_id IS NULL AND EXISTS (
                            SELECT 1 FROM agent_load l WHERE l.agent_id = ANY(:agents) AND l.duty = 'ON'
                              AND l.open_dms * 100 + l.open_comments * 40 + 100 <= l.capacity * 100
                              AND NOT EXISTS (SELECT 1 FROM queue_entry q
                                  WHERE q.conversation_id = c.id AND l.agent_id = ANY(q.passed_over)))
                        """)
                .bind("store", shop.store().value())
                .bindArray(
                        "agents", UUID.class, team.stream().map(AgentId::value).toList())
                .mapTo(int.class)
                .one());
    }

    private int openOf(List<AgentId> team) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT count(*) FROM conversation WHERE assignee_id = ANY(:agents) AND status = 'OPEN'")
                .bindArray(
                        "agents", UUID.class, team.stream().map(AgentId::value).toList())
                .mapTo(int.class)
                .one());
    }

    private interface Share {
        void of(long seed);
    }

    /** @return what somebody was refused that nobody should be */
    private static List<Throwable> inParallel(Share share) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var failures = new ArrayList<Throwable>();
            for (var it : pool.invokeAll(IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(seed -> () -> {
                        share.of(seed);
                        return null;
                    })
                    .toList())) {
                try {
                    it.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            return failures;
        } finally {
            pool.shutdown();
        }
    }
}
