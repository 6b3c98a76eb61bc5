package dev.tributary.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void theWaitDoublesUpToTheLongest() {
        var backoff = new Backoff(FIRST, LONGEST, () -> 1);

        assertThat(backoff.after(1, null)).isEqualTo(FIRST);
        assertThat(backoff.after(3, null)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(7, null)).isEqualTo(LONGEST);
        assertThat(backoff.after(Integer.MAX_VALUE, null)).isEqualTo(LONGEST);
    }

    @Test
    void chanceTakesUpToHalfOfItAway() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).after(1, null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatThePlatformAsksForIsTheLeast() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).after(1, Duration.ofMinutes(5)))
                .isGreaterThan(Duration.ofMinutes(5));
    }
}
