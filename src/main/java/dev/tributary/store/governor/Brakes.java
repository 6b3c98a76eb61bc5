package dev.tributary.store.governor;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What stops calls for longer than a moment: a pause that the platform asked for, and the end of the day's calls. */
@ApplicationScoped
class Brakes {

    private static final Logger LOG = Logger.getLogger(Brakes.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Stop NOT_NOW = Stop.of(Duration.ofSeconds(1));
    private static final Stop NOT_SO_MANY_TODAY = Stop.of(Duration.ofMinutes(1));

    private final Pauses pauses;
    private final DayCalls days;
    private final GovernorConfig config;
    private final ReentrantLock roundTrips = new ReentrantLock();
    private volatile Seen seen =
            new Seen(Pauses.Running.NONE, System.nanoTime() - Duration.ofDays(1).toNanos());
    private volatile Day day = new Day(0, System.nanoTime());
    private int callsLeft;

    Brakes(Pauses pauses, DayCalls days, GovernorConfig config) {
        this.pauses = pauses;
        this.days = days;
        this.config = config;
    }

    private record Seen(Pauses.Running running, long at) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - at > age.toNanos();
        }

        Stop of(@Nullable AccountRef account, ApiCall call) {
            var stop = account == null ? running.of(Limits.PLATFORM) : running.of(account, call);
            return stop.after(System.nanoTime() - at);
        }
    }

    private record Day(long handedOut, long endsAt) {}

    /** Whether and how long such a call must not be made. */
    Stop stop(@Nullable AccountRef account, ApiCall call, CallPriority priority) {
        if (seen.isOlderThan(LOOK_EVERY) && !look(this::see) && seen.isOlderThan(config.lease())) {
            return NOT_NOW;
        }
        var pause = seen.of(account, call);
        if (pause.isSet()) {
            return pause;
        }
        if (needsCalls() && (!look(this::takeCalls) || needsCalls())) {
            var rest = seen.of(account, call);
            return rest.isSet() ? rest : NOT_NOW;
        }
        return priority != CallPriority.REPLY && day.handedOut > config.appCallsPerDay() * share(priority)
                ? NOT_SO_MANY_TODAY
                : Stop.NONE;
    }

    private double share(CallPriority priority) {
        return switch (priority) {
            case REPLY -> 1;
            case ENRICHMENT -> config.enrichmentShare();
            case RECONCILIATION -> config.reconciliationShare();
            case COURTESY -> config.courtesyShare();
        };
    }

    private boolean needsCalls() {
        return callsLeft() <= 0 || System.nanoTime() - day.endsAt >= 0;
    }

    /** False if it could not be found out how things stand. */
    private boolean look(Runnable what) {
        try {
            if (!roundTrips.tryLock(50, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            what.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Pauses and the day's calls cannot be read: %s", e.getMessage());
            return false;
        } finally {
            roundTrips.unlock();
        }
    }

    private void see() {
        var at = System.nanoTime();
        seen = new Seen(pauses.running(), at);
    }

    private void takeCalls() {
        if (!needsCalls()) {
            return; // somebody else was faster
        }
        var at = System.nanoTime();
        var handful = days.take(config.appCallsPerDay());
        day = new Day(handful.handedOut(), at + handful.untilDayEnds().toNanos());
        synchronized (this) {
            callsLeft = handful.calls();
        }
        if (handful.calls() == 0) {
            quotaUsedUp(Limits.PLATFORM);
        }
    }

    Duration throttled(AccountRef account, ApiCall call, @Nullable Duration retryAfter) {
        var pause = retryAfter == null ? config.throttledPause() : retryAfter;
        LOG.warnf("Too many calls, says %s: %s rests for %s", account.platform(), call, pause);
        pauses.throttled(account, call, pause);
        see();
        return pause;
    }

    Duration quotaUsedUp(Platform platform) {
        if (pauses.quotaUsedUp(platform)) {
            LOG.warnf("All calls of the day to %s are made: none more until 00:00 UTC", platform);
        }
        see();
        return seen.running.of(platform).left();
    }

    private synchronized int callsLeft() {
        return callsLeft;
    }

    synchronized void counted() {
        callsLeft--;
    }

    synchronized void uncounted() {
        callsLeft++;
    }
}
