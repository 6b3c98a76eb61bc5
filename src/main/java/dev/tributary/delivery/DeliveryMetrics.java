package dev.tributary.delivery;

import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Signal;
import dev.tributary.connector.Surface;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Supplier;

/** How sending goes, for whoever watches the server. */
@ApplicationScoped
class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String outcome, Surface surface) {
        registry.counter("tributary.delivery.outcomes", "outcome", outcome, "surface", surface.name())
                .increment();
    }

    void count(Signal signal, String outcome) {
        registry.counter("tributary.delivery.signals", "signal", signal.name(), "outcome", outcome)
                .increment();
    }

    SendOutcome timed(Surface surface, Supplier<SendOutcome> call) {
        return Objects.requireNonNull(Timer.builder("tributary.delivery.calls")
                .tag("surface", surface.name())
                .register(registry)
                .record(call));
    }
}
