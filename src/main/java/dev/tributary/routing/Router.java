package dev.tributary.routing;

import dev.tributary.conversation.ConversationsWaiting;
import dev.tributary.conversation.OpenWorkChanged;
import dev.tributary.identity.AccessChanged;
import dev.tributary.identity.AgentDisabled;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.routing.policy.PolicyChanged;
import dev.tributary.store.StoreId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says when to assign: at once after whatever made it possible, on a thread of its own.
 *
 * <p>A trigger only says where to look and is forgotten if the process dies; a slow sweep finds what was missed, and
 * says so, because there should be nothing to find. Many triggers of one store while it is being looked at are one.
 */
@ApplicationScoped
class Router {

    /** Something that waits is held by somebody's transaction, which may roll back: look again soon. */
    private static final Duration HELD_RETRY = Duration.ofMillis(100);

    static final String SWEEP = "routing-sweep";

    private static final Duration FAILED_RETRY = Duration.ofSeconds(5);

    /** Where nobody has room, so often at most it is worked out why whoever came has to wait. */
    private static final Duration TELL_WHY_AFTER = Duration.ofSeconds(2);

    private final Assignments assignments;
    private final RoutableWork work;
    private final ConversationLanguages languages;
    private final Lapses lapses;
    private final Counter assigned;
    private final Counter missed;
    private final Clock clock;
    private final Set<StoreId> stores = ConcurrentHashMap.newKeySet();
    /** Stores to look at without news, and when. */
    private final Map<StoreId, Instant> due = new ConcurrentHashMap<>();

    private final Set<AgentId> freed = ConcurrentHashMap.newKeySet();
    private final Set<AgentId> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean someoneGone = new AtomicBoolean();
    private final AtomicBoolean starting = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(it -> new Thread(it, "routing"));

    Router(
            Assignments assignments,
            RoutableWork work,
            ConversationLanguages languages,
            Lapses lapses,
            MeterRegistry meters,
            Clock clock) {
        this.languages = languages;
        this.lapses = lapses;
        this.clock = clock;
        this.assignments = assignments;
        this.work = work;
        this.assigned = meters.counter("tributary.routing.assigned");
        this.missed = meters.counter("tributary.routing.missed");
    }

    /** What waited when the server ended, perhaps in the middle of it. */
    void onStart(@Observes StartupEvent event) {
        starting.set(true);
        wake();
    }

    void onWaiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConversationsWaiting event) {
        stores.addAll(event.stores());
        wake();
    }

    void onDutyChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) DutyChanged event) {
        freed.add(event.agent());
        wake();
    }

    void onPolicyChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PolicyChanged event) {
        stores.add(event.store());
        wake();
    }

    void onOpenWorkChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) OpenWorkChanged event) {
        event.moves().stream().filter(it -> it.delta() < 0).forEach(it -> freed.add(it.agent()));
        wake();
    }

    void onAgentGone(@Observes(during = TransactionPhase.AFTER_SUCCESS) AgentGone event) {
        someoneGone.set(true);
        wake();
    }

    void onAgentDisabled(@Observes(during = TransactionPhase.AFTER_SUCCESS) AgentDisabled event) {
        leaving.add(event.agent());
        wake();
    }

    void onAccessChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged event) {
        leaving.add(event.agent());
        freed.add(event.agent());
        wake();
    }

    @Scheduled(
            identity = SWEEP,
            every = "30s",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void sweep() {
        var abandoned = work.releaseAbandoned(Set.of());
        var found = work.assignableStores().stream().mapToInt(this::assignAll).sum();
        if (found + abandoned > 0) {
            missed.increment(found + abandoned);
            Log.warnf("The sweep assigned %d and released %d conversations that no trigger had", found, abandoned);
        }
    }

    private void wake() {
        if (!(stores.isEmpty() && freed.isEmpty() && leaving.isEmpty() && !someoneGone.get() && !starting.get())
                && scheduled.compareAndSet(false, true)) {
            schedule(Duration.ZERO);
        }
    }

    private void lookAgain(StoreId store, Instant at) {
        due.merge(store, at, (a, b) -> a.isBefore(b) ? a : b);
        var delay = Duration.between(clock.instant(), at);
        schedule(delay.isNegative() ? Duration.ZERO : delay);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs logs its own failures
    private void schedule(Duration delay) {
        try {
            // Rounded up, or what is due would not quite be.
            worker.schedule(this::run, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Log.debug("Not routing any more: shutting down", e);
        }
    }

    private void run() {
        scheduled.set(false);
        try {
            var left = drained(leaving);
            if (!left.isEmpty()) {
                work.releaseAbandoned(left);
            }
            if (someoneGone.getAndSet(false)) {
                lapses.takeBack();
            }
            var where = new HashSet<>(drained(stores));
            where.addAll(work.storesWaitingFor(drained(freed)));
            if (starting.getAndSet(false)) {
                where.addAll(work.assignableStores());
            }
            var soon = due();
            where.addAll(soon);
            var assignable = work.assignableOf(where);
            assignable.forEach(this::assignAll);
            where.removeAll(assignable);
            tellWhyLater(where, soon);
        } catch (RuntimeException e) {
            // The rows say what is left to do; the sweep will find it.
            Log.error("Routing failed", e);
        }
    }

    private int assignAll(StoreId store) {
        var sum = 0;
        try {
            languages.learnWhereItMatters(store);
            Assignments.Round round;
            do {
                round = assignments.assignWaiting(store);
                sum += round.given();
            } while (round.full());
            if (round.held()) {
                lookAgain(store, clock.instant().plus(HELD_RETRY));
            }
            if (round.again() != null) {
                lookAgain(store, round.again());
            }
        } catch (RuntimeException e) {
            // One store's trouble is not another's.
            Log.errorf(e, "Routing of store %s failed; it is tried again", store);
            lookAgain(store, clock.instant().plus(FAILED_RETRY));
        }
        assigned.increment(sum);
        return sum;
    }

    /** Where nobody has room nothing can be given; what keeps people waiting is worked out now and then. */
    private void tellWhyLater(Set<StoreId> crowded, Set<StoreId> now) {
        for (var store : work.waitingOf(crowded)) {
            if (now.contains(store)) {
                assignAll(store);
            } else {
                lookAgain(store, clock.instant().plus(TELL_WHY_AFTER));
            }
        }
    }

    /** Those whose time has come. */
    private Set<StoreId> due() {
        var now = clock.instant();
        var soon = new HashSet<StoreId>();
        due.forEach((store, at) -> {
            if (!at.isAfter(now) && due.remove(store, at)) {
                soon.add(store);
            }
        });
        return soon;
    }

    private static <T> List<T> drained(Set<T> pending) {
        var taken = List.copyOf(pending);
        taken.forEach(pending::remove);
        return taken;
    }

    /** While there is a database still: who is at it finishes. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
            Log.info("Routing was still at work; what it leaves is found at the next start.");
        }
    }
}
