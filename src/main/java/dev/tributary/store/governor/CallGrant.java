package dev.tributary.store.governor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call may be made.
 *
 * @param permit to make it; null if it may not be made now
 * @param askAgainIn how long to wait before asking again, if it may not
 * @param notToday the day's calls are all made
 */
public record CallGrant(@Nullable CallPermit permit, Duration askAgainIn, boolean notToday) {

    public Optional<CallPermit> allowed() {
        return Optional.ofNullable(permit);
    }

    static CallGrant of(CallPermit permit) {
        return new CallGrant(permit, Duration.ZERO, false);
    }

    static CallGrant not(Stop because) {
        return new CallGrant(null, because.left(), because.untilTomorrow());
    }

    /** Rounded up: whoever comes back at the named time must not come too early. */
    static CallGrant waitFor(long nanos) {
        return new CallGrant(null, Duration.ofMillis(Math.max(1, (nanos + 999_999) / 1_000_000)), false);
    }
}
