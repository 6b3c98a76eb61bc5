package dev.tributary.platform.database;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts PostgreSQL again when it is gone without having been asked to go: killed, or stopped for want of memory.
 *
 * <p>Meanwhile webhooks are answered 503 and come again; what was committed is still there.
 */
final class PostmasterWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostmasterWatch.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Postmaster postmaster;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "embedded-database-watch");
        thread.setDaemon(true);
        return thread;
    });

    private PostmasterWatch(Postmaster postmaster) {
        this.postmaster = postmaster;
    }

    static PostmasterWatch begin(Postmaster postmaster) {
        var watch = new PostmasterWatch(postmaster);
        // With a pause after each look: a start may fail for a while, until the last of the dead one's workers is gone.
        // Ends with the timer and never before: look lets no failure out.
        var unused = watch.timer.scheduleWithFixedDelay(
                watch::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            if (postmaster.process().isEmpty()) {
                restart();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot look after the PostgreSQL of our own, will try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() throws IOException, InterruptedException {
        LOG.error("The PostgreSQL of our own is gone; starting it again");
        var begun = System.nanoTime();
        var refusal = postmaster.restart();
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        if (refusal.isEmpty()) {
            LOG.warnf("The PostgreSQL of our own is back after %d ms", millis);
        } else {
            LOG.errorf("It does not start, will try again: %s", refusal.get());
        }
    }

    /** Lets a start that is under way end, so that whoever stops PostgreSQL next stops all of it. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("PostgreSQL is still being started after a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
