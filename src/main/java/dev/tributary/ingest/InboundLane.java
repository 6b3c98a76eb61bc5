package dev.tributary.ingest;

import dev.tributary.ingest.InboundBatches.Pass;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Works through what waits, and copes with what cannot be applied.
 *
 * <p>A batch that fails is halved until what fails is alone, so one that cannot be applied does not hold up the
 * others; it is tried a few times and then parked. If however nothing at all can be applied, the fault is ours and not
 * the events': then the lane stops for a while and buries nobody.
 */
@ApplicationScoped
class InboundLane {

    private static final Logger LOG = Logger.getLogger(InboundLane.class);

    /** So many different events must fail, and none succeed, for the fault to be taken for ours. */
    private static final int ALL_OF = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * SQLSTATEs, or their classes, after which the same work may succeed: deadlock, serialization, locks, shutdown, and
     * anything about connection, disk and memory.
     */
    private static final Set<String> TRANSIENT =
            Set.of("40P01", "40001", "55P03", "57P01", "57P02", "57P03", "08", "53", "58");

    private final InboundBatches batches;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RecoveryCounts recovery;

    private Instant pausedUntil = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    InboundLane(InboundBatches batches, Clock clock, MeterRegistry meters, RecoveryCounts recovery) {
        this.batches = batches;
        this.clock = clock;
        this.meters = meters;
        this.recovery = recovery;
    }

    synchronized void drain() {
        if (clock.instant().isBefore(pausedUntil)) {
            return;
        }
        var more = true;
        while (more) {
            more = applyNext();
        }
    }

    private boolean applyNext() {
        try {
            var pass = batches.applyNext();
            pause = FIRST_PAUSE;
            count(pass);
            return pass.full();
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                LOG.warnf("Could not apply events, will try again: %s", e.getMessage());
                stop();
                return false;
            }
            LOG.debug("A batch could not be applied; taking it apart", e);
            return takeApart();
        }
    }

    private boolean takeApart() {
        try {
            return takeApart(batches.waiting());
        } catch (RuntimeException e) {
            // The database cannot be worked with now. The rows stay as they are.
            LOG.error("Could not work on the raw events, will try again", e);
            stop();
            return false;
        }
    }

    private boolean takeApart(List<Long> events) {
        var failures = new LinkedHashMap<Long, RuntimeException>();
        halve(events, failures);
        if (failures.size() >= ALL_OF && failures.size() == events.size()) {
            LOG.errorf(
                    failures.values().iterator().next(),
                    "Not one of %d events can be applied: stopping the lane",
                    events.size());
            stop();
            return false;
        }
        failures.forEach((event, failure) -> {
            LOG.errorf(failure, "Could not apply a raw event event=%d", event);
            batches.failed(event, failure);
        });
        return failures.size() < events.size();
    }

    /** Applies all that can be applied. Throws what is nobody's fault, and what is not known yet stays as it is. */
    private void halve(List<Long> events, Map<Long, RuntimeException> failures) {
        try {
            count(batches.applyOnly(events));
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
            if (events.size() == 1) {
                failures.put(events.get(0), e);
                return;
            }
            var middle = events.size() / 2;
            halve(events.subList(0, middle), failures);
            halve(events.subList(middle, events.size()), failures);
        }
    }

    private void count(Pass pass) {
        recovery.byWebhook(pass.tallies());
        pass.settled()
                .forEach(it -> meters.counter(
                                "tributary.ingest.settled",
                                "outcome",
                                it.outcome().name())
                        .increment());
    }

    private void stop() {
        meters.counter("tributary.ingest.stopped").increment();
        pausedUntil = clock.instant().plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql && sql.getSQLState() != null) {
                return TRANSIENT.contains(sql.getSQLState())
                        || TRANSIENT.contains(sql.getSQLState().substring(0, 2));
            }
        }
        // No SQLSTATE and no connection: the pool could not give one.
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
