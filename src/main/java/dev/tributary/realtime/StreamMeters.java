package dev.tributary.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How much is told, and how long after it happened. */
@ApplicationScoped
class StreamMeters {

    private final Counter frames;
    private final Timer lag;
    private final Clock clock;

    StreamMeters(MeterRegistry meters, Clock clock) {
        this.frames = meters.counter("tributary.realtime.frames");
        this.lag = Timer.builder("tributary.realtime.lag")
                .description("From the beginning of the transaction that made it true until it was told")
                .publishPercentileHistogram()
                .register(meters);
        this.clock = clock;
    }

    void told(List<ChangeRows.Change> changes, int sent) {
        frames.increment(sent);
        var now = clock.instant();
        changes.forEach(it -> {
            var late = Duration.between(it.at(), now);
            lag.record(late.isNegative() ? Duration.ZERO : late);
        });
    }
}
