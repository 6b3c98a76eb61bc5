package dev.tributary.store.governor;

import dev.tributary.platform.id.Ids;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.store.governor.SharedBuckets.Change;
import dev.tributary.store.governor.SharedBuckets.Other;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What this server has of each bucket, and the exchange with the others.
 *
 * <p>Its monitor guards the slices and is never held during a round trip; who has that lock for round trips may take the
 * monitor, not the other way round.
 */
@Singleton
class Slices {

    private static final Logger LOG = Logger.getLogger(Slices.class);
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final long GOT_SOME = Duration.ofMillis(20).toNanos();
    private static final int GOT_NONE_MILLIS = 150;

    private final UUID node = Ids.next();
    private final long origin = System.nanoTime();
    private final SharedBuckets buckets;
    private final GovernorConfig config;
    private final Map<String, Slice> slices = new HashMap<>();
    private final ReentrantLock roundTrips = new ReentrantLock();
    private final ScheduledThreadPoolExecutor looking;
    private long prolongedAt;

    Slices(SharedBuckets buckets, GovernorConfig config) {
        this.buckets = buckets;
        this.config = config;
        this.looking = new ScheduledThreadPoolExecutor(1, it -> {
            var thread = new Thread(it, "governor");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        var unused =
                looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** What is given back now, nobody has to wait for. */
    void stop() {
        looking.shutdownNow();
        roundTrips.lock();
        try {
            exchange(all(), true);
        } catch (RuntimeException e) {
            LOG.debugf("Slices end by themselves: %s", e.getMessage());
        } finally {
            roundTrips.unlock();
        }
    }

    /** As when the process is killed. What the database is doing for it ends first. */
    void die() {
        roundTrips.lock();
        try {
            looking.shutdownNow();
        } finally {
            roundTrips.unlock();
        }
    }

    long now() {
        return System.nanoTime() - origin;
    }

    synchronized Slice of(Limit limit) {
        return slices.computeIfAbsent(limit.name(), it -> new Slice(limit, Shares.most(limit, config)));
    }

    /** When there is a token of each. */
    synchronized long readyAt(List<Limit> limits, CallPriority priority, long now) {
        return limits.stream()
                .mapToLong(it -> of(it).readyAt(priority, now))
                .max()
                .orElse(now);
    }

    synchronized void refused(List<Limit> limits, CallPriority priority, long now, long by) {
        missing(limits, priority, now, by).forEach(it -> it.refused(priority, now));
    }

    synchronized void lacked(List<Limit> limits, CallPriority priority, long now, long by) {
        missing(limits, priority, now, by).forEach(it -> it.lacked(priority, now));
    }

    private Stream<Slice> missing(List<Limit> limits, CallPriority priority, long now, long by) {
        return limits.stream().map(this::of).filter(it -> it.readyAt(priority, now) > by);
    }

    /** False if there is no sense in looking again: nothing was to be had. */
    boolean getMore(List<Limit> limits, CallPriority priority, long by) {
        try {
            // Somebody else may be getting what we need.
            if (!roundTrips.tryLock(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            var lacking = lacking(limits, priority, by);
            exchange(lacking, false);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("No calls could be had from the database: %s", e.getMessage());
            return false;
        } finally {
            roundTrips.unlock();
        }
    }

    private synchronized List<Limit> lacking(List<Limit> limits, CallPriority priority, long by) {
        var now = now();
        return limits.stream()
                .filter(it -> of(it).readyAt(priority, now) > by && of(it).mayAsk(now))
                .toList();
    }

    private void exchange(Collection<Limit> limits, boolean giveAll) {
        if (limits.isEmpty()) {
            return;
        }
        try {
            var done = buckets.exchange(
                    node,
                    limits,
                    config.lease(),
                    this::now,
                    (limit, pool, ours, others) -> decide(limit, pool, ours, others, giveAll));
            synchronized (this) {
                var now = now();
                done.granted().forEach((limit, tokens) -> {
                    var slice = of(limit);
                    slice.add(tokens, done.leaseUntil());
                    slice.askAgainAt(now + (tokens.isEmpty() ? gotNone() : GOT_SOME));
                    if (giveAll && slice.held() == 0) {
                        slices.remove(limit.name());
                    }
                });
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                // Nobody knows what the bucket thinks that we have.
                limits.forEach(it -> {
                    of(it).drop();
                    of(it).askAgainAt(now() + gotNone());
                });
            }
            throw e;
        }
    }

    private synchronized Change decide(Limit limit, int pool, int ours, List<Other> others, boolean giveAll) {
        var slice = of(limit);
        var now = now();
        slice.readyBy(now, now); // what has run out is lost
        if (slice.held() > ours) {
            slice.drop();
        }
        var lost = ours - slice.held();
        var wanted = giveAll ? new int[slice.most().length] : slice.wanted(now);
        var shares = Division.of(slice, node, wanted, others);
        if (shares.ours() > slice.held()) {
            return new Change(List.of(), shares.ours() - slice.held(), lost, wanted);
        }
        var surplus = slice.held() - shares.ours();
        var toGive = giveAll ? surplus : Math.min(surplus, Math.max(0, shares.othersLack() - pool));
        return new Change(slice.remove(toGive), 0, lost, wanted);
    }

    /** Keeps what is used, gives back what is not, and what others need more. */
    void look() {
        if (!roundTrips.tryLock()) {
            return;
        }
        try {
            exchange(idle(), true);
            prolong();
            exchange(tooMuch(), false);
        } catch (RuntimeException e) {
            LOG.warnf("The governor could not reach the database; calls end with their slices: %s", e.getMessage());
        } finally {
            roundTrips.unlock();
        }
    }

    private synchronized List<Limit> all() {
        return slices.values().stream().map(Slice::limit).toList();
    }

    private synchronized List<Limit> idle() {
        var now = now();
        return slices.values().stream()
                .filter(it -> it.isIdle(now))
                .map(Slice::limit)
                .toList();
    }

    private void prolong() {
        var now = now();
        if (now - prolongedAt < config.lease().toNanos() / 3) {
            return;
        }
        Map<String, int[]> wanted;
        synchronized (this) {
            wanted = slices.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, it -> it.getValue().wanted(now)));
        }
        if (wanted.isEmpty()) {
            return;
        }
        var kept = buckets.prolong(node, wanted, config.lease()).stream()
                .collect(Collectors.toMap(Other::bucket, Other::tokens));
        prolongedAt = now;
        synchronized (this) {
            wanted.keySet().forEach(it -> {
                var slice = slices.get(it);
                if (slice != null && slice.held() == kept.getOrDefault(it, 0)) {
                    slice.prolong(now + config.lease().toNanos());
                } else if (slice != null) {
                    slice.drop();
                }
            });
        }
    }

    private List<Limit> tooMuch() {
        if (all().isEmpty()) {
            return List.of();
        }
        var besides = buckets.besides(node).stream().collect(Collectors.groupingBy(Other::bucket));
        synchronized (this) {
            var now = now();
            var found = new ArrayList<Limit>();
            besides.forEach((name, others) -> {
                var slice = slices.get(name);
                if (slice != null) {
                    var shares = Division.of(slice, node, slice.wanted(now), others);
                    if (shares.othersLack() > 0 && slice.held() > shares.ours()) {
                        found.add(slice.limit());
                    }
                }
            });
            return found;
        }
    }

    @Scheduled(
            every = "10m",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void sweep() {
        buckets.sweep();
    }

    private static long gotNone() {
        return TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(GOT_NONE_MILLIS / 2, GOT_NONE_MILLIS));
    }
}
