package dev.tributary.delivery;

import dev.tributary.connector.ApiCall;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.ReplyQueued;
import dev.tributary.conversation.ReplySettled;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.governor.CallGovernor;
import dev.tributary.store.governor.CallPermit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what waits.
 *
 * <p>Being woken is only a hint that rows are due. The rows decide what is still to do, so a lost, late or repeated hint
 * changes nothing.
 */
@ApplicationScoped
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    private final DeliveryRows rows;
    private final Attempt attempt;
    private final ReadBack readBack;
    private final Outcomes outcomes;
    private final CallGovernor governor;
    private final Duration shutdownTimeout;
    private final Semaphore free;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor dispatcher;
    private final ExecutorService workers;
    private Future<?> alarm = CompletableFuture.completedFuture(null);

    Sender(
            DeliveryRows rows,
            Attempt attempt,
            ReadBack readBack,
            Outcomes outcomes,
            CallGovernor governor,
            DeliveryConfig config) {
        this.rows = rows;
        this.attempt = attempt;
        this.readBack = readBack;
        this.outcomes = outcomes;
        this.governor = governor;
        this.shutdownTimeout = config.shutdownTimeout();
        this.free = new Semaphore(config.calls());
        this.dispatcher = new ScheduledThreadPoolExecutor(1, it -> new Thread(it, "delivery-dispatcher"));
        // A hint that comes while we stop: the next start finds the row.
        dispatcher.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        dispatcher.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.workers = Executors.newFixedThreadPool(config.calls(), it -> new Thread(it, "delivery-worker"));
    }

    void queue(@Observes ReplyQueued reply) {
        rows.add(reply);
    }

    void settle(@Observes ReplySettled reply) {
        rows.remove(reply.message());
    }

    void send(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReplyQueued reply) {
        wake();
    }

    /** The next one of the conversation may go. */
    void goOn(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReplySettled reply) {
        wake();
    }

    /** Finds what no hint told of, and calls of servers that died. */
    @Scheduled(
            every = "${tributary.delivery.sweep-every:5s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void sweep() {
        rows.expired().forEach(this::abandoned);
        if (!rows.due().isNothing()) {
            outcomes.expect(governor.perSecond(ApiCall.Family.MESSAGING), false);
            outcomes.expect(governor.perSecond(ApiCall.Family.ACCOUNT), true);
        }
        wake();
    }

    private void abandoned(MessageId message) {
        var was = outcomes.abandoned(message);
        LOG.warnf("Reply found abandoned: message=%s status=%s", message, was);
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            dispatcher.execute(this::dispatch);
        }
    }

    private void dispatch() {
        woken.set(false);
        var workersFree = free.drainPermits();
        var used = 0;
        try {
            // Without a free worker there is nothing to do: whoever becomes free wakes us.
            used = workersFree == 0 ? 0 : dispatch(workersFree);
        } catch (RuntimeException e) {
            // The database is away. The sweep tries again.
            LOG.error("Replies could not be claimed", e);
        } finally {
            free.release(workersFree - used);
        }
    }

    /** Claims no more than may leave now: what is claimed in vain loses its turn. */
    private int dispatch(int workersFree) {
        var due = rows.due();
        try (var reserved = governor.reserve(due.messages(), due.comments())) {
            var messages = reserved.count(ApiCall.Family.MESSAGING);
            var comments = reserved.count(ApiCall.Family.ACCOUNT);
            var claims = messages + comments == 0 ? List.<Claim>of() : rows.claim(workersFree, messages, comments);
            for (var claim : claims) {
                var permit = reserved.next(ApiCall.sendingTo(claim.surface()).family());
                workers.execute(() -> work(claim, permit));
            }
            if (!claims.isEmpty()) {
                // There may be more, and nobody knows whether they are held up by the limits.
                wake();
            } else if (!reserved.isEnough()) {
                wakeIn(reserved.askAgainIn());
            }
            return claims.size();
        }
    }

    /** For the dispatcher's thread. */
    private void wakeIn(Duration wait) {
        alarm.cancel(false);
        alarm = dispatcher.schedule(this::wake, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void work(Claim claim, CallPermit reserved) {
        var again = Duration.ZERO;
        try (reserved) {
            again = claim.uncertainFor() == null ? attempt.make(claim, reserved) : readBack.look(claim, reserved);
        } catch (RuntimeException e) {
            // A fault of ours, or the database is away. When the claim ends the sweep finds out how far it went.
            LOG.errorf(e, "Reply left as it is: message=%s account=%s", claim.message(), claim.account());
        } finally {
            free.release();
            wake();
        }
        if (!again.isZero()) {
            // Only a hint: what becomes of it, nobody needs to know.
            var unused = dispatcher.schedule(this::wake, again.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Begins nothing more and lets the calls that are being made finish. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        dispatcher.shutdown();
        if (!dispatcher.awaitTermination(shutdownTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Claiming replies takes too long");
        }
        workers.shutdown();
        if (!workers.awaitTermination(shutdownTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Replies were being sent when the server stopped: they will be uncertain");
        }
    }
}
