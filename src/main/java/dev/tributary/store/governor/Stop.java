package dev.tributary.store.governor;

import java.time.Duration;

/**
 * Nobody makes such calls for a while.
 *
 * @param left how long; zero if they may be made
 * @param untilTomorrow the day's calls are all made
 */
record Stop(Duration left, boolean untilTomorrow) {

    static final Stop NONE = new Stop(Duration.ZERO, false);

    static Stop of(Duration left) {
        return new Stop(left, false);
    }

    boolean isSet() {
        return !left.isZero();
    }

    Stop after(long nanos) {
        var rest = left.minusNanos(nanos);
        return rest.isNegative() || rest.isZero() ? NONE : new Stop(rest, untilTomorrow);
    }

    Stop orLonger(Stop other) {
        return left.compareTo(other.left) >= 0 ? this : other;
    }
}
