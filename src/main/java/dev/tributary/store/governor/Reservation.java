package dev.tributary.store.governor;

import dev.tributary.connector.ApiCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Permits for replies, of which it is not known yet to which accounts. Closing gives back what was not taken out. */
public final class Reservation implements AutoCloseable {

    private final Map<ApiCall.Family, Deque<CallPermit>> permits = new EnumMap<>(ApiCall.Family.class);
    private Duration askAgainIn = Duration.ZERO;

    Reservation() {}

    void add(ApiCall.Family family, CallPermit permit) {
        of(family).add(permit);
    }

    void noMoreFor(long nanos) {
        var wait = CallGrant.waitFor(nanos).askAgainIn();
        askAgainIn = isEnough() || wait.compareTo(askAgainIn) < 0 ? wait : askAgainIn;
    }

    public int count(ApiCall.Family family) {
        return of(family).size();
    }

    /** No more of them than were counted. */
    public CallPermit next(ApiCall.Family family) {
        return of(family).remove();
    }

    /** Whether there are as many as were asked for. */
    public boolean isEnough() {
        return askAgainIn.isZero();
    }

    /** If there are not enough, when there may be more. */
    public Duration askAgainIn() {
        return askAgainIn;
    }

    @Override
    public void close() {
        permits.values().forEach(it -> it.forEach(CallPermit::close));
        permits.clear();
    }

    private Deque<CallPermit> of(ApiCall.Family family) {
        return permits.computeIfAbsent(family, it -> new ArrayDeque<>());
    }
}
