package dev.tributary.media;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Fetches what waits, a few at a time. The rows say what that is, so nothing is lost with a server. */
@ApplicationScoped
class MediaFetcher {

    private static final Logger LOG = Logger.getLogger(MediaFetcher.class);

    /** So long an attempt may take beyond its download: the platform is asked before, and a picture drawn after. */
    private static final Duration AROUND_DOWNLOAD = Duration.ofMinutes(2);

    private final MediaRows rows;
    private final Fetching fetching;
    private final MediaConfig config;
    private final Semaphore free;
    private final ExecutorService workers;
    private final AtomicBoolean woken = new AtomicBoolean();
    // A hint that comes while we stop: the next start finds the row.
    private final ExecutorService dispatcher = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            it -> new Thread(it, "media-dispatcher"),
            new ThreadPoolExecutor.DiscardPolicy());

    MediaFetcher(MediaRows rows, Fetching fetching, MediaConfig config) {
        this.rows = rows;
        this.fetching = fetching;
        this.config = config;
        this.free = new Semaphore(config.downloads());
        this.workers = Executors.newFixedThreadPool(config.downloads(), it -> new Thread(it, "media-fetcher"));
    }

    void wanted(@Observes(during = TransactionPhase.AFTER_SUCCESS) MediaWanted event) {
        wake();
    }

    /** Finds what no hint told of: what is to be tried again, and what a server that died was fetching. */
    @Scheduled(
            every = "${tributary.media.sweep-every:1s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void run() {
        wake();
    }

    private void wake() {
        if (config.fetch() && woken.compareAndSet(false, true)) {
            dispatcher.execute(this::dispatch);
        }
    }

    private void dispatch() {
        woken.set(false);
        try {
            sweep();
        } catch (RuntimeException e) {
            // The database is away. The sweep tries again.
            LOG.error("Media could not be taken", e);
        }
    }

    void sweep() {
        var places = free.drainPermits();
        var used = 0;
        try {
            if (places > 0) {
                for (var wanted : rows.take(places, config.downloadTimeout().plus(AROUND_DOWNLOAD))) {
                    used++;
                    workers.execute(() -> work(wanted));
                }
            }
        } finally {
            free.release(places - used);
        }
    }

    private void work(MediaRows.Wanted wanted) {
        try {
            fetching.attempt(wanted);
        } catch (RuntimeException e) {
            // A fault of ours, or the database is away. It is due again when its lease is over.
            LOG.errorf(e, "Media left as they are: media=%s account=%s", wanted.id(), wanted.account());
        } finally {
            free.release();
            wake();
        }
    }

    /** What is being fetched is fetched again after the next start. */
    void stop(@Observes ShutdownEvent event) {
        dispatcher.shutdownNow();
        workers.shutdownNow();
    }
}
