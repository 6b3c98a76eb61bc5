package dev.tributary.delivery;

import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.ReplyQueued;
import dev.tributary.conversation.ReplySettled;
import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final Duration shutdownTimeout;
    private final Semaphore free;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor dispatcher;
    private final ExecutorService workers;

    Sender(DeliveryRows rows, Attempt attempt, ReadBack readBack, Outcomes outcomes, DeliveryConfig config) {
        this.rows = rows;
        this.attempt = attempt;
        this.readBack = readBack;
        this.outcomes = outcomes;
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
        var permits = free.drainPermits();
        var used = 0;
        try {
            // Without a permit there is nothing to do: whoever gives one back wakes us.
            for (var claim : permits == 0 ? List.<Claim>of() : rows.claim(permits)) {
                used++;
                workers.execute(() -> work(claim));
            }
        } catch (RuntimeException e) {
            // The database is away. The sweep tries again.
            LOG.error("Replies could not be claimed", e);
        } finally {
            free.release(permits - used);
        }
    }

    private void work(Claim claim) {
        var again = Duration.ZERO;
        try {
            again = claim.uncertainFor() == null ? attempt.make(claim) : readBack.look(claim);
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
