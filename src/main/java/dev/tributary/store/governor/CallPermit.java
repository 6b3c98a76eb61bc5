package dev.tributary.store.governor;

import dev.tributary.connector.ApiCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call. Close it when the call is answered; if none was made, that gives it back.
 *
 * <p>For one thread at a time.
 */
public final class CallPermit implements AutoCloseable {

    /** No call is longer on its way, so a platform that answers slowly does not get fewer calls. */
    private static final long A_LONG_WAY = Duration.ofSeconds(1).toNanos();

    private final CallGovernor governor;
    private final CallPriority priority;
    private final List<Slice.Taken> tokens = new ArrayList<>();
    private @Nullable ApiCall call;
    private long leftAt;
    private boolean left;
    private boolean closed;

    CallPermit(CallGovernor governor, CallPriority priority) {
        this.governor = governor;
        this.priority = priority;
    }

    /**
     * Waits the moment until the call may be made, which is to be made at once.
     *
     * @return false if a call was made with it, or it took so long to come here that it has run out: make no call
     */
    public boolean leave() {
        if (left || closed) {
            return false;
        }
        var readyAt = tokens.stream().mapToLong(Slice.Taken::readyAt).max().orElseThrow();
        for (var wait = readyAt - governor.now(); wait > 0; wait = readyAt - governor.now()) {
            LockSupport.parkNanos(wait);
        }
        leftAt = governor.now();
        left = governor.leaves(this, leftAt, leftAt + A_LONG_WAY);
        return left;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (left) {
            governor.answered(this, leftAt, leftAt + A_LONG_WAY);
        } else {
            governor.unspent(this);
        }
    }

    void add(Slice.Taken token) {
        tokens.add(token);
    }

    List<Slice.Taken> tokens() {
        return tokens;
    }

    /** What it is for is known now. */
    void becomes(ApiCall known) {
        call = known;
    }

    /** Null as long as it is only reserved. */
    @Nullable
    ApiCall call() {
        return call;
    }

    CallPriority priority() {
        return priority;
    }
}
