package dev.tributary.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The real clock, in UTC and whole milliseconds. Tests replace it by one that they set by hand. */
@ApplicationScoped
class ClockProducer {

    /** Milliseconds are what the platforms, the API and the browsers speak; finer times would not survive them. */
    @Produces
    @DefaultBean
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }
}
