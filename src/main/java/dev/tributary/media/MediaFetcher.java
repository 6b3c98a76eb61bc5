package dev.tributary.media;

import dev.tributary.platform.time.WhileNotServing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
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

    MediaFetcher(MediaRows rows, Fetching fetching, MediaConfig config) {
        this.rows = rows;
        this.fetching = fetching;
        this.config = config;
        this.free = new Semaphore(config.downloads());
        this.workers = Executors.newFixedThreadPool(config.downloads(), it -> new Thread(it, "media-fetcher"));
    }

    @Scheduled(
            every = "${tributary.media.sweep-every:1s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void run() {
        if (config.fetch()) {
            sweep();
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
        }
    }

    /** What is being fetched is fetched again after the next start. */
    void stop(@Observes ShutdownEvent event) {
        workers.shutdownNow();
    }
}
