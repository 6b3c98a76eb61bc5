package dev.tributary.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The simulator's own time: it can be pushed forward and run faster, so that 48-hour windows and 72 hours of retries fit in a test.
 */
public final class SimulatorClock extends Clock {

    private final Clock base;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Instant realAnchor;
    private Instant simulatedAnchor;
    private double speed = 1;

    SimulatorClock(Clock base) {
        this.base = base;
        this.realAnchor = base.instant();
        this.simulatedAnchor = realAnchor;
    }

    @Override
    public synchronized Instant instant() {
        var passed = Duration.between(realAnchor, base.instant());
        return simulatedAnchor.plusNanos((long) (passed.toNanos() * speed));
    }

    /** Jumps ahead; time never goes back, since TikTok's does not either. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back by " + by.negated() + ".");
        }
        synchronized (this) {
            anchor(instant().plus(by));
        }
        listeners.forEach(Runnable::run);
    }

    /** Lets simulated time run {@code factor} times as fast from now on. */
    public void speed(double factor) {
        if (!(factor > 0 && factor <= 1_000_000)) {
            throw new IllegalArgumentException(
                    "The speed of time must be above 0 and at most 1000000, not " + factor + ".");
        }
        synchronized (this) {
            anchor(instant());
            speed = factor;
        }
        listeners.forEach(Runnable::run);
    }

    public synchronized double speed() {
        return speed;
    }

    /** How long the machine has to wait until the simulated time has come. */
    synchronized Duration realTimeUntil(Instant due) {
        var simulated = Duration.between(instant(), due);
        return simulated.isNegative() ? Duration.ZERO : Duration.ofNanos((long) (simulated.toNanos() / speed) + 1);
    }

    void onJump(Runnable listener) {
        listeners.add(listener);
    }

    private void anchor(Instant simulated) {
        realAnchor = base.instant();
        simulatedAnchor = simulated;
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
