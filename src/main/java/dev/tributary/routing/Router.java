package dev.tributary.routing;

import dev.tributary.conversation.ConversationsWaiting;
import dev.tributary.conversation.OpenWorkChanged;
import dev.tributary.identity.AccessChanged;
import dev.tributary.identity.AgentDisabled;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.StoreId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.HashSet;
import java.util.List;
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
    private static final long HELD_RETRY_MILLIS = 100;

    private final Assignments assignments;
    private final RoutableWork work;
    private final Counter assigned;
    private final Counter missed;
    private final Set<StoreId> stores = ConcurrentHashMap.newKeySet();
    private final Set<AgentId> freed = ConcurrentHashMap.newKeySet();
    private final Set<AgentId> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(it -> new Thread(it, "routing"));

    Router(Assignments assignments, RoutableWork work, MeterRegistry meters) {
        this.assignments = assignments;
        this.work = work;
        this.assigned = meters.counter("tributary.routing.assigned");
        this.missed = meters.counter("tributary.routing.missed");
    }

    void onWaiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConversationsWaiting event) {
        stores.addAll(event.stores());
        wake();
    }

    void onDutyChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) DutyChanged event) {
        freed.add(event.agent());
        wake();
    }

    void onOpenWorkChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) OpenWorkChanged event) {
        event.moves().stream().filter(it -> it.delta() < 0).forEach(it -> freed.add(it.agent()));
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
            every = "30s",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void sweep() {
        var abandoned = work.releaseAbandoned(Set.of());
        var found = assign(work.assignableStores());
        if (found + abandoned > 0) {
            missed.increment(found + abandoned);
            Log.warnf("The sweep assigned %d and released %d conversations that no trigger had", found, abandoned);
        }
    }

    private void wake() {
        if (!(stores.isEmpty() && freed.isEmpty() && leaving.isEmpty()) && scheduled.compareAndSet(false, true)) {
            schedule(0);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs logs its own failures
    private void schedule(long delayMillis) {
        try {
            worker.schedule(this::run, delayMillis, TimeUnit.MILLISECONDS);
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
            var where = new HashSet<>(drained(stores));
            where.addAll(work.storesWaitingFor(drained(freed)));
            assign(work.assignableOf(where));
        } catch (RuntimeException e) {
            // The rows say what is left to do; the sweep will find it.
            Log.error("Routing failed", e);
        }
    }

    private int assign(List<StoreId> assignable) {
        var sum = assignable.stream().mapToInt(this::assignAll).sum();
        assigned.increment(sum);
        var held = work.assignableOf(assignable);
        stores.addAll(held);
        if (!held.isEmpty() && scheduled.compareAndSet(false, true)) {
            schedule(HELD_RETRY_MILLIS);
        }
        return sum;
    }

    private int assignAll(StoreId store) {
        var sum = 0;
        int given;
        do {
            given = assignments.assignWaiting(store);
            sum += given;
        } while (given == Assignments.BATCH);
        return sum;
    }

    private static <T> List<T> drained(Set<T> pending) {
        var taken = List.copyOf(pending);
        taken.forEach(pending::remove);
        return taken;
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
