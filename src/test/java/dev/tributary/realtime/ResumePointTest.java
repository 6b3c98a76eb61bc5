package dev.tributary.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResumePointTest {

    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(1, 2);

    @Test
    void nothingMeansFromNowOn() {
        assertThat(ResumePoint.parse(Optional.empty(), Set.of(A, B)))
                .contains(Map.of(A, ResumePoint.NOW, B, ResumePoint.NOW));
    }

    @Test
    void aNumberAloneIsThatOfTheOnlyStore() {
        assertThat(parse("7", A)).contains(Map.of(A, ResumePoint.after(7)));
        assertThat(parse("7", A, B)).contains(Map.of(A, ResumePoint.RESET, B, ResumePoint.RESET));
    }

    @Test
    void everyStoreHasItsOwnNumberAndOneThatIsNotNamedBeginsNow() {
        assertThat(parse(A + ":7", A, B)).contains(Map.of(A, ResumePoint.after(7), B, ResumePoint.NOW));
        assertThat(parse(A + ":7," + B + ":0", A, B))
                .contains(Map.of(A, ResumePoint.after(7), B, ResumePoint.after(0)));
    }

    @Test
    void aStoreThatIsNotTheirsIsRefused() {
        assertThat(parse(A + ":7," + B + ":0", A)).isEmpty();
    }

    @Test
    void garbageStartsOver() {
        for (var it : new String[] {"", "x", "-1", "1.5", A + ":", A + ":1,", ":1", "9".repeat(19), "0x1"}) {
            assertThat(parse(it, A)).as(it).contains(Map.of(A, ResumePoint.RESET));
        }
    }

    private static Optional<Map<UUID, ResumePoint>> parse(String text, UUID... stores) {
        return ResumePoint.parse(Optional.of(text), Set.of(stores));
    }
}
