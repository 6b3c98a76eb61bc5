package dev.tributary.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID MINA = new UUID(0, 1);
    private static final UUID JO = new UUID(0, 2);
    private static final UUID ANN = new UUID(0, 3);

    @Test
    void whoeverHasLeastIsNext() {
        var slots = new Slots(List.of(
                new Slots.Agent(MINA, 2, 8, null), new Slots.Agent(JO, 0, 8, NOON), new Slots.Agent(ANN, 1, 8, null)));

        assertThat(take(slots, 3)).containsExactly(JO, ANN, JO);
    }

    @Test
    void amongEqualsWhoeverWaitedLongestIsNextAndWhoeverNeverHadAnyFirst() {
        var slots = new Slots(List.of(
                new Slots.Agent(MINA, 0, 8, NOON),
                new Slots.Agent(JO, 0, 8, NOON.minusSeconds(1)),
                new Slots.Agent(ANN, 0, 8, null)));

        assertThat(take(slots, 4)).containsExactly(ANN, JO, MINA, ANN);
    }

    @Test
    void whoeverKnowsTheCustomerIsFirstWhileThereIsRoom() {
        var slots = new Slots(List.of(new Slots.Agent(MINA, 6, 8, NOON), new Slots.Agent(JO, 0, 8, null)));

        assertThat(Stream.of(MINA, MINA, MINA).map(slots::take))
                .map(Optional::orElseThrow)
                .containsExactly(MINA, MINA, JO);
    }

    @Test
    void nobodyGetsMoreThanTheirCapacity() {
        var slots = new Slots(List.of(new Slots.Agent(MINA, 1, 2, null), new Slots.Agent(JO, 3, 2, null)));

        assertThat(take(slots, 2)).containsExactly(MINA);
        assertThat(slots.isEmpty()).isTrue();
    }

    private static List<UUID> take(Slots slots, int times) {
        return Stream.generate(() -> slots.take(null))
                .limit(times)
                .flatMap(Optional::stream)
                .toList();
    }
}
