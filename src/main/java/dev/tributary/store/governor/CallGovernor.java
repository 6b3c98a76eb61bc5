package dev.tributary.store.governor;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.CallAllowance;
import dev.tributary.connector.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call may leave now. It keeps the calls of all servers together within what the platform allows, and
 * lets replies go first. Thread-safe.
 *
 * <p>Nobody waits in it: who may not call now is told when to ask again. Most calls cost no round trip, as each server has
 * a slice of the tokens that all share. A server that cannot reach the database stops calling when its slices end.
 */
@ApplicationScoped
public class CallGovernor implements CallAllowance {

    /** A reply may be prepared while its token is not quite free. */
    private static final long AHEAD = Duration.ofMillis(100).toNanos();

    private static final long UNKNOWN = Duration.ofMillis(200).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Slices slices;
    private final Brakes brakes;
    private final Limits limits;
    private final MeterRegistry meters;
    private final Fastest fastest = new Fastest();

    @Inject
    CallGovernor(Slices slices, Brakes brakes, GovernorConfig config, MeterRegistry meters) {
        this(slices, brakes, new Limits(config), meters);
    }

    CallGovernor(Slices slices, Brakes brakes, Limits limits, MeterRegistry meters) {
        this.slices = slices;
        this.brakes = brakes;
        this.limits = limits;
        this.meters = meters;
    }

    /** @param account null for {@link ApiCall#APP} */
    public CallGrant take(@Nullable AccountRef account, ApiCall call, CallPriority priority) {
        var permit = new CallPermit(this, priority);
        return take(permit, account, call, limits.of(account, call));
    }

    /**
     * Makes a permit that was reserved one for this call. If it may not be made the permit is what it was before.
     *
     * @param reserved for the family of the call
     */
    public CallGrant take(CallPermit reserved, AccountRef account, ApiCall call) {
        return take(reserved, account, call, limits.ofAccount(account, call));
    }

    private CallGrant take(CallPermit permit, @Nullable AccountRef account, ApiCall call, List<Limit> against) {
        var stop = brakes.stop(account, call, permit.priority());
        if (stop.isSet()) {
            return CallGrant.not(stop);
        }
        var wait = add(permit, against);
        if (wait > 0) {
            return CallGrant.waitFor(wait);
        }
        brakes.counted();
        permit.becomes(call);
        return CallGrant.of(permit);
    }

    /**
     * Permits for as many replies as can leave at about now. Which accounts may use them turns out later, so whoever
     * reserves can choose among what waits for exactly as many as will leave.
     *
     * @param messages how many direct messages wait
     * @param comments how many comments wait
     */
    public Reservation reserve(int messages, int comments) {
        var reserved = new Reservation();
        for (int i = 0; reserved.isEnough() && i < Math.max(messages, comments); i++) {
            if (i < messages) {
                reserve(reserved, ApiCall.Family.MESSAGING);
            }
            if (i < comments) {
                reserve(reserved, ApiCall.Family.ACCOUNT);
            }
        }
        return reserved;
    }

    private void reserve(Reservation reserved, ApiCall.Family family) {
        var permit = new CallPermit(this, CallPriority.REPLY);
        var wait = add(permit, limits.shared(family));
        if (wait > 0) {
            reserved.noMoreFor(wait);
        } else {
            reserved.add(family, permit);
        }
    }

    /** The most replies of that family that leave in a second. */
    public double perSecond(ApiCall.Family family) {
        return limits.shared(family).stream()
                .mapToDouble(it -> it.calls() * 1e9 / it.window().toNanos())
                .min()
                .orElseThrow();
    }

    /**
     * The platform refused a call since there were too many: nobody makes such calls for the account for a while.
     *
     * @param retryAfter for how long, if it said so
     * @return for how long
     */
    public Duration throttled(AccountRef account, ApiCall call, @Nullable Duration retryAfter) {
        refused("THROTTLED");
        return brakes.throttled(account, call, retryAfter);
    }

    /**
     * The platform refused a call since there were too many today: nobody makes any until its next day.
     *
     * @return how long that is
     */
    public Duration quotaUsedUp(Platform platform) {
        refused("QUOTA_USED_UP");
        return brakes.quotaUsedUp(platform);
    }

    private void refused(String reason) {
        meters.counter("tributary.governor.refusals", "reason", reason).increment();
    }

    @Override
    public boolean oneMore(@Nullable AccountRef account, ApiCall call) {
        var deadline = now() + PATIENCE.toNanos();
        for (; ; ) {
            var grant = take(account, call, CallPriority.REPLY);
            var permit = grant.permit();
            if (permit != null) {
                var mayGo = permit.leave();
                if (mayGo) {
                    return true; // nobody will tell when the call is answered
                }
                permit.close();
            } else if (now() + grant.askAgainIn().toNanos() > deadline
                    || Thread.currentThread().isInterrupted()) {
                return false;
            } else {
                LockSupport.parkNanos(grant.askAgainIn().toNanos());
            }
        }
    }

    /** How long to wait before asking again; zero if the permit has the tokens. */
    private long add(CallPermit permit, List<Limit> against) {
        var wait = tryAdd(permit, against);
        if (wait > 0 && slices.getMore(against, permit.priority(), now() + ahead(permit.priority()))) {
            wait = tryAdd(permit, against);
        }
        if (wait > 0) {
            var now = now();
            slices.lacked(against, permit.priority(), now, now + ahead(permit.priority()));
        }
        return wait;
    }

    private long tryAdd(CallPermit permit, List<Limit> against) {
        synchronized (slices) {
            var now = now();
            var ahead = ahead(permit.priority());
            var readyAt = slices.readyAt(against, permit.priority(), now);
            if (readyAt > now + ahead) {
                slices.refused(against, permit.priority(), now, now + ahead);
                // Others may give some back at any time.
                return Math.max(1, Math.min(readyAt - now - ahead, UNKNOWN));
            }
            against.forEach(it -> permit.add(slices.of(it).take(permit.priority(), now)));
            return 0;
        }
    }

    private static long ahead(CallPriority priority) {
        return priority == CallPriority.REPLY ? AHEAD : 0;
    }

    long now() {
        return slices.now();
    }

    /** False if they have run out. */
    boolean leaves(CallPermit permit, long now, long countedAtLast) {
        synchronized (slices) {
            if (!permit.tokens().stream().allMatch(it -> it.isOursAt(now))) {
                return false;
            }
            permit.tokens().forEach(it -> it.spent(countedAtLast));
        }
        meters.counter(
                        "tributary.governor.calls",
                        "call",
                        String.valueOf(permit.call()),
                        "priority",
                        permit.priority().name())
                .increment();
        return true;
    }

    void unspent(CallPermit permit) {
        synchronized (slices) {
            permit.tokens().forEach(Slice.Taken::unspent);
        }
        if (permit.call() != null) {
            brakes.uncounted();
        }
    }

    void answered(CallPermit permit, long leftAt, long countedAtLast) {
        var now = now();
        var call = permit.call();
        if (call == null) {
            return;
        }
        fastest.took(call, now - leftAt, now);
        var counted = now - fastest.of(call, now);
        if (counted < countedAtLast) {
            synchronized (slices) {
                permit.tokens().forEach(it -> it.spent(counted, countedAtLast));
            }
        }
    }
}
