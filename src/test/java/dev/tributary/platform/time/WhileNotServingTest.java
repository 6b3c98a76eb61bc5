package dev.tributary.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testing.TestDatabase;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WhileNotServingTest {

    /** What the others that start see; anybody may still fail then. */
    @ApplicationScoped
    static class Starting {

        private final WhileNotServing schedules;
        private volatile boolean rested;

        Starting(WhileNotServing schedules) {
            this.schedules = schedules;
        }

        void lookAround(@Observes @Priority(Integer.MAX_VALUE - 1) StartupEvent event) {
            rested = !schedules.serving();
        }

        boolean rested() {
            return rested;
        }
    }

    @Inject
    Starting starting;

    @Inject
    WhileNotServing schedules;

    @Test
    void schedulesRestUntilEverythingHasStarted() {
        assertThat(starting.rested()).isTrue();
        assertThat(schedules.serving()).isTrue();
    }
}
