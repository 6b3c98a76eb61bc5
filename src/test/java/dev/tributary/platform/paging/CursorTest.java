package dev.tributary.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.platform.problem.PlatformProblem;
import dev.tributary.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final UUID ID = UUID.fromString("01950000-0000-7000-8000-000000000001");

    @Test
    void everyPartComesBackAsItWas() {
        var cursor = Cursor.fromString(Cursor.of(NOON, ID, 42L, "汇流\n").toString());

        assertThat(cursor.instant(0)).isEqualTo(NOON);
        assertThat(cursor.uuid(1)).isEqualTo(ID);
        assertThat(cursor.number(2)).isEqualTo(42);
        assertThat(cursor.text(3)).isEqualTo("汇流\n");
    }

    @Test
    void aCursorWithAnyCharacterAlteredIsRefused() {
        var genuine = Cursor.of(NOON, ID).toString();

        assertThat(IntStream.range(0, genuine.length()))
                .allSatisfy(at -> refuses(() -> Cursor.fromString(genuine.substring(0, at)
                        + (genuine.charAt(at) == 'A' ? 'B' : 'A')
                        + genuine.substring(at + 1))));
    }

    @Test
    void rubbishIsRefused() {
        assertThat(List.of("", "x", "%", "AAAA", "' OR 1=1 --", "a".repeat(5_000)))
                .allSatisfy(it -> refuses(() -> Cursor.fromString(it).text(0)));
    }

    @Test
    void theCursorOfAnotherListIsRefused() {
        refuses(() -> Cursor.of(1L).instant(0));
        refuses(() -> Cursor.of(NOON).uuid(1));
    }

    @Test
    void aPageKnowsWhetherMoreFollows() {
        var limit = new PageLimit(2);

        var full = Page.cut(List.of(1L, 2L, 3L), limit, Cursor::of);
        var last = Page.cut(List.of(1L, 2L), limit, Cursor::of);

        assertThat(full.items()).containsExactly(1L, 2L);
        assertThat(Cursor.fromString(String.valueOf(full.next())).number(0)).isEqualTo(2);
        assertThat(last.next()).isNull();
    }

    private static void refuses(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(PlatformProblem.BAD_CURSOR));
    }
}
