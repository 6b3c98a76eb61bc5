package dev.tributary.ingest;

import dev.tributary.connector.Connector;
import dev.tributary.ingest.ReadingBack.Step;
import dev.tributary.ingest.ReconciliationRows.Claim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far one account has been read back, and the breaker that lets it rest when its calls fail. For one thread at a time. */
final class ReconciliationLane {

    private final Claim claim;
    private final ReadingBack reading;
    private final Connector connector;
    private final int tolerated;
    private long heldAt = System.nanoTime();
    private int failures;
    private @Nullable String missing;

    ReconciliationLane(Claim claim, ReadingBack reading, Connector connector, int tolerated) {
        this.claim = claim;
        this.reading = reading;
        this.connector = connector;
        this.tolerated = tolerated;
    }

    Claim claim() {
        return claim;
    }

    ReadingBack reading() {
        return reading;
    }

    Connector connector() {
        return connector;
    }

    void succeeded(Step step) {
        failures = 0;
        reading.done(step);
    }

    /** What was asked for is refused for good, and it alone. */
    void passedOver(Step step, String reason) {
        missing = reason;
        succeeded(step);
    }

    void forbidden(Step step, String reason) {
        failures = 0;
        missing = reason;
        reading.leaveOut(step);
    }

    /** Whether it has failed too often in a row. */
    boolean failed() {
        failures++;
        return failures >= tolerated;
    }

    boolean isPartial() {
        return missing != null;
    }

    @Nullable
    String missing() {
        return missing;
    }

    /** Once in a third of a lease. */
    boolean isTimeToHold(Duration lease) {
        var now = System.nanoTime();
        if (now - heldAt < lease.toNanos() / 3) {
            return false;
        }
        heldAt = now;
        return true;
    }
}
