package dev.tributary.routing.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WeightsTest {

    @Test
    void outOfBoundsAreRefusedByTheirName() {
        assertThat(new Weights(0, 40, 1_000).lightest()).isZero();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Weights(100, -1, 100))
                .withMessageContaining("tributary.routing.weight-")
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Weights(100, 40, 1_001));
    }
}
