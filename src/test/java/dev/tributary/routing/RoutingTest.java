package dev.tributary.routing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.AgentChange;
import dev.tributary.store.RoutingPauses;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RoutingTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Assignments assignments;

    @Inject
    OpenWork openWork;

    @Inject
    Router router;

    @Inject
    DutyService duties;

    @Inject
    ConversationService conversations;

    @Inject
    AgentService agents;

    @Inject
    RoutingPauses pauses;

    @Inject
    Scheduler scheduler;

    private final Shop shop = Shop.open();

    @Test
    void aNewMessageGoesToWhoeverIsOnDutyAtOnce() {
        var mina = onDuty(1);
        shop.crowd(1);

        var conversation = shop.customersWrite(1).get(0);

        awaitOwner(conversation, mina);
        assertThat(load(mina)).isOne();
    }

    @Test
    void comingOnDutyBringsWhatWaitsLongestFirst() {
        var waiting = shop.customersWrite(3);

        var mina = onDuty(2);

        awaitOwner(waiting.get(0), mina);
        awaitOwner(waiting.get(1), mina);
        assertThat(owner(waiting.get(2))).isEmpty();
    }

    @Test
    void whatWaitedWhenTheServerEndedIsGivenWhenItStarts() {
        var mina = onDuty(1);
        var waiting = shop.customersWrite(1).get(0);
        awaitOwner(waiting, mina);
        jdbi.useHandle(db -> {
            db.execute("UPDATE agent_load SET open_dms = 0 WHERE agent_id = ?", mina.value());
            db.execute("UPDATE conversation SET assignee_id = NULL, assigned_at = NULL WHERE id = ?", waiting.value());
        });

        scheduler.pause(Router.SWEEP);
        try {
            router.onStart(new StartupEvent());

            awaitOwner(waiting, mina);
        } finally {
            scheduler.resume(Router.SWEEP);
        }
    }

    @Test
    void ofAPausedAccountNothingIsGivenUntilItIsResumed() {
        var mina = onDuty(2);
        pauses.pause(mina, shop.account().id());

        var waiting = shop.customersWrite(1).get(0);
        assertThat(assignments.assignWaiting(shop.store()).given()).isZero();
        assertThat(owner(waiting)).isEmpty();

        pauses.resume(mina, shop.account().id());
        awaitOwner(waiting, mina);
    }

    @Test
    void aFreedSlotAndAHigherCapacityBringTheNext() {
        var mina = onDuty(1);
        var waiting = shop.customersWrite(3);
        awaitOwner(waiting.get(0), mina);

        conversations.setStatus(waiting.get(0), ConversationStatus.RESOLVED, null, mina);
        awaitOwner(waiting.get(1), mina);
        assertThat(owner(waiting.get(2))).isEmpty();

        duties.setCapacity(mina, 2);
        awaitOwner(waiting.get(2), mina);
    }

    @Test
    void workIsSpreadEvenly() {
        var three = IntStream.range(0, 3).mapToObj(it -> onDuty(5)).toList();

        var waiting = shop.customersWrite(9);

        waiting.forEach(it -> await().until(() -> owner(it).isPresent()));
        assertThat(three).extracting(this::load).containsOnly(3);
    }

    @Test
    void aConversationThatComesBackGoesToWhoeverHadIt() {
        var customer = UUID.randomUUID().toString();
        var mina = onDuty(5);
        var conversation = shop.customerWrites(customer, "hi");
        awaitOwner(conversation, mina);
        // She is the busiest of all, and still the one who knows the customer.
        shop.customersWrite(2).forEach(it -> awaitOwner(it, mina));
        onDuty(5);
        conversations.setStatus(conversation, ConversationStatus.RESOLVED, null, mina);

        shop.customerWrites(customer, "one more thing");

        awaitOwner(conversation, mina);
        assertThat(openWork.recount()).doesNotContainKey(mina);
    }

    @Test
    void resolvedAndSnoozedConversationsAreLeftAlone() {
        var waiting = shop.customersWrite(3);
        var admin = shop.crowd(1).get(0);
        conversations.setStatus(waiting.get(0), ConversationStatus.RESOLVED, null, admin);
        conversations.setStatus(
                waiting.get(1), ConversationStatus.SNOOZED, java.time.Instant.parse("2100-01-01T00:00:00Z"), admin);

        var mina = onDuty(5);

        awaitOwner(waiting.get(2), mina);
        assertThat(owner(waiting.get(0))).isEmpty();
        assertThat(owner(waiting.get(1))).isEmpty();
    }

    @Test
    void aPersonWhoIsAssigningRightNowWins() {
        var waiting = shop.customersWrite(1).get(0);
        var chosen = shop.crowd(1).get(0);
        var ready = shop.crowd(1).get(0);
        jdbi.useHandle(db -> db.execute("UPDATE agent_load SET duty = 'ON' WHERE agent_id = ?", ready.value()));

        QuarkusTransaction.requiringNew().run(() -> {
            conversations.assign(waiting, Optional.of(chosen), chosen);
            assertThat(assignments.assignWaiting(shop.store()).given()).isZero();
        });

        assertThat(assignments.assignWaiting(shop.store()).given()).isZero();
        assertThat(owner(waiting)).contains(chosen);
    }

    @Test
    void whatIsHeldByATransactionThatEndsInNothingIsAssignedAfterIt() {
        var waiting = shop.customersWrite(1).get(0);
        AgentId[] mina = new AgentId[1];
        QuarkusTransaction.begin();
        jdbi.useHandle(db -> db.execute("SELECT 1 FROM conversation WHERE id = ? FOR UPDATE", waiting.value()));
        var other = Executors.newSingleThreadExecutor();
        try {
            mina[0] = other.submit(() -> onDuty(1)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            other.shutdown();
            QuarkusTransaction.rollback();
        }

        awaitOwner(waiting, mina[0]);
    }

    @Test
    void theWorkOfSomebodyWhoIsDisabledGoesBackAndOn() {
        var mina = onDuty(5);
        var waiting = shop.customersWrite(2);
        waiting.forEach(it -> awaitOwner(it, mina));

        agents.change(shop.crowd(1).get(0), mina, new AgentChange(null, null, true, null));

        waiting.forEach(it -> await().until(() -> owner(it).isEmpty()));
        assertThat(load(mina)).isZero();
        var jo = onDuty(5);
        waiting.forEach(it -> awaitOwner(it, jo));
    }

    @Test
    void theWorkOfSomebodyWhoLeavesTheStoreGoesBack() {
        var mina = onDuty(5);
        var waiting = shop.customersWrite(1).get(0);
        awaitOwner(waiting, mina);

        agents.change(shop.crowd(1).get(0), mina, new AgentChange(null, null, null, List.of()));

        await().until(() -> owner(waiting).isEmpty());
        assertThat(load(mina)).isZero();
    }

    @Test
    void f95ManyWhoClaimOneConversationLeaveOneOwner() throws Exception {
        var crowd = shop.crowd(200);
        var conversation = shop.customersWrite(1).get(0);

        var taken = inParallel(
                32,
                crowd.stream()
                        .<Callable<Optional<ConversationId>>>map(
                                it -> () -> assignments.takeNext(it, Set.of(shop.store())))
                        .toList());

        assertThat(taken.stream().flatMap(Optional::stream)).containsExactly(conversation);
        assertThat(crowd.stream().mapToInt(it -> load(it)).sum()).isOne();
        assertThat(lines(conversation)).isOne();
    }

    @Test
    void f96TheCapHoldsUnderManyThreadsAndNothingLeaks() throws Exception {
        var capacity = 3;
        var team = IntStream.range(0, 10).mapToObj(it -> onDuty(capacity)).toList();
        var waiting = shop.customersWrite(300);
        var stop = new AtomicBoolean();
        var above = new ArrayList<Integer>();
        var watcher = Executors.newSingleThreadExecutor();
        var watched = watcher.submit(() -> {
            while (!stop.get()) {
                team.stream().map(this::actual).filter(it -> it > capacity).forEach(above::add);
            }
        });

        inParallel(
                16,
                IntStream.range(0, 16)
                        .<Callable<Boolean>>mapToObj(it -> this::assignAndResolve)
                        .toList());
        stop.set(true);
        watched.get();
        watcher.shutdown();

        assertThat(above).isEmpty();
        await().untilAsserted(() -> assertThat(openWork.recount()).doesNotContainKeys(team.toArray(AgentId[]::new)));
        assertThat(waiting.stream()
                        .map(this::owner)
                        .flatMap(Optional::stream)
                        .collect(groupingBy(it -> it, counting())))
                .isNotEmpty();
        assertThat(waiting.stream().filter(it -> lines(it) > 2)).isEmpty();
    }

    @Test
    void aWrongCountIsFoundAndRepaired() {
        var mina = onDuty(5);
        awaitOwner(shop.customersWrite(1).get(0), mina);
        jdbi.useHandle(db -> db.execute("UPDATE agent_load SET open_dms = 4 WHERE agent_id = ?", mina.value()));

        assertThat(openWork.recount()).containsEntry(mina, 3);

        assertThat(load(mina)).isOne();
        assertThat(openWork.recount()).doesNotContainKey(mina);
    }

    @Test
    void somebodyWithoutALoadRowIsCountedRightFromTheFirstWorkOn() {
        var mina = shop.crowd(1).get(0);
        jdbi.useHandle(db -> db.execute("DELETE FROM agent_load WHERE agent_id = ?", mina.value()));

        shop.customersWrite(2).forEach(it -> conversations.assign(it, Optional.of(mina), mina));

        assertThat(load(mina)).isEqualTo(2);
    }

    private boolean assignAndResolve() {
        for (int i = 0; i < 15; i++) {
            assignments.assignWaiting(shop.store());
            var mine = jdbi.withHandle(db -> db.createQuery("""
                            SELECT id, assignee_id FROM conversation
                            WHERE store_id = :store AND status = 'OPEN' AND assignee_id IS NOT NULL LIMIT 10
                            """)
                    .bind("store", shop.store().value())
                    .mapTo(UUID.class)
                    .list());
            if (!mine.isEmpty()) {
                var one = mine.get(ThreadLocalRandom.current().nextInt(mine.size()));
                conversations.setStatus(new ConversationId(one), ConversationStatus.RESOLVED, null, null);
            }
        }
        return true;
    }

    private AgentId onDuty(int capacity) {
        var agent = shop.crowd(1).get(0);
        duties.setCapacity(agent, capacity);
        duties.turn(agent, Duty.ON);
        return agent;
    }

    private void awaitOwner(ConversationId conversation, AgentId agent) {
        await().untilAsserted(() -> assertThat(owner(conversation)).contains(agent));
    }

    private Optional<AgentId> owner(ConversationId conversation) {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT assignee_id FROM conversation WHERE id = :id AND assignee_id IS NOT NULL")
                        .bind("id", conversation.value())
                        .mapTo(UUID.class)
                        .findOne()
                        .map(AgentId::new));
    }

    private int load(AgentId agent) {
        return number("SELECT open_count FROM agent_load WHERE agent_id = ?", agent.value());
    }

    private int actual(AgentId agent) {
        return number("SELECT count(*) FROM conversation WHERE assignee_id = ? AND status = 'OPEN'", agent.value());
    }

    private int lines(ConversationId conversation) {
        return number(
                "SELECT count(*) FROM message WHERE conversation_id = ? AND direction = 'SYSTEM'",
                conversation.value());
    }

    private int number(String sql, UUID id) {
        return jdbi.withHandle(db -> db.select(sql, id).mapTo(Integer.class).one());
    }

    private static <T> List<T> inParallel(int threads, List<Callable<T>> tasks) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<T>();
            for (var it : pool.invokeAll(tasks)) {
                results.add(it.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
