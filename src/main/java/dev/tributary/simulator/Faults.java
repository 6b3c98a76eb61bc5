package dev.tributary.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on. The oldest one that fits a call is the one that strikes. */
public final class Faults {

    private final Clock clock;
    private final List<Armed> armed = new ArrayList<>();
    private long lastId;

    Faults(Clock clock) {
        this.clock = clock;
    }

    /** A fault that is switched on, and how often it has struck. */
    public record Armed(long id, Fault fault, @Nullable Instant until, int struck) {

        private boolean fits(String endpoint, @Nullable String openId) {
            return (fault.endpoint().equals("*") || fault.endpoint().equals(endpoint))
                    && (fault.openId() == null || fault.openId().equals(openId));
        }

        private boolean spent(Instant now) {
            return (fault.times() != null && struck >= fault.times()) || (until != null && !until.isAfter(now));
        }
    }

    public synchronized Armed add(Fault fault) {
        if (fault.mode() == Fault.Mode.CODE && fault.code() == 0) {
            throw new IllegalArgumentException("A CODE fault needs a code other than 0, such as 40100.");
        }
        var until = fault.lasts() == null ? null : clock.instant().plus(fault.lasts());
        var added = new Armed(++lastId, fault, until, 0);
        armed.add(added);
        return added;
    }

    public synchronized List<Armed> all() {
        armed.removeIf(it -> it.spent(clock.instant()));
        return List.copyOf(armed);
    }

    public synchronized boolean remove(long id) {
        return armed.removeIf(it -> it.id() == id);
    }

    public synchronized void clear() {
        armed.clear();
    }

    synchronized Optional<Fault> strike(String endpoint, @Nullable String openId) {
        var now = clock.instant();
        armed.removeIf(it -> it.spent(now));
        for (var i = 0; i < armed.size(); i++) {
            var it = armed.get(i);
            if (it.fits(endpoint, openId)) {
                armed.set(i, new Armed(it.id(), it.fault(), it.until(), it.struck() + 1));
                return Optional.of(it.fault());
            }
        }
        return Optional.empty();
    }
}
