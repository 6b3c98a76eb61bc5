package dev.tributary.routing.shift;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftPlanTest {

    private static final String SHANGHAI = "Asia/Shanghai";
    private static final String NEW_YORK = "America/New_York";

    /** 2026-03-02 is a Monday; Shanghai is 8 hours ahead of UTC. */
    @ParameterizedTest
    @CsvSource({
        "MONDAY, 09:00, 18:00, 2026-03-02T00:59:59Z, false, 2026-03-02T01:00:00Z",
        "MONDAY, 09:00, 18:00, 2026-03-02T01:00:00Z, true,  2026-03-02T10:00:00Z",
        "MONDAY, 09:00, 18:00, 2026-03-02T09:59:59Z, true,  2026-03-02T10:00:00Z",
        "MONDAY, 09:00, 18:00, 2026-03-02T10:00:00Z, false, 2026-03-09T01:00:00Z",
        // Past midnight.
        "FRIDAY, 22:00, 06:00, 2026-03-06T13:59:59Z, false, 2026-03-06T14:00:00Z",
        "FRIDAY, 22:00, 06:00, 2026-03-06T16:00:00Z, true,  2026-03-06T22:00:00Z",
        "FRIDAY, 22:00, 06:00, 2026-03-06T21:59:59Z, true,  2026-03-06T22:00:00Z",
        "FRIDAY, 22:00, 06:00, 2026-03-06T22:00:00Z, false, 2026-03-13T14:00:00Z",
        // Around the clock, from Sunday to Monday.
        "SUNDAY, 08:00, 08:00, 2026-03-01T00:00:00Z, true,  2026-03-02T00:00:00Z",
        "SUNDAY, 08:00, 08:00, 2026-03-02T00:00:00Z, false, 2026-03-08T00:00:00Z",
        "MONDAY, 00:00, 00:00, 2026-03-01T16:00:00Z, true,  2026-03-02T16:00:00Z",
    })
    void aShiftCoversItsTimeAndNoOther(
            DayOfWeek weekday, LocalTime starts, LocalTime ends, Instant time, boolean covered, Instant next) {
        var plan = plan(shift(weekday, starts, ends, SHANGHAI));

        assertThat(plan.covers(time)).isEqualTo(covered);
        assertThat(plan.nextBoundary(time)).contains(next);
    }

    /** New York skips from 2 to 3 on 2026-03-08, and has the hour from 1 to 2 twice on 2026-11-01; both are Sundays. */
    @ParameterizedTest
    @CsvSource({
        // The night is an hour shorter, the times on the clock are the same.
        "SATURDAY, 22:00, 06:00, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z",
        "SATURDAY, 22:00, 06:00, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z",
        // Half past two does not come: it is when the clock skips it.
        "SUNDAY, 02:30, 09:00, 2026-03-08T07:00:00Z, 2026-03-08T13:00:00Z",
        "SATURDAY, 20:00, 02:30, 2026-03-08T01:00:00Z, 2026-03-08T07:00:00Z",
        // Half past one comes twice: the first begins, the second ends.
        "SUNDAY, 01:30, 09:00, 2026-11-01T05:30:00Z, 2026-11-01T14:00:00Z",
        "SATURDAY, 20:00, 01:30, 2026-11-01T00:00:00Z, 2026-11-01T06:30:00Z",
    })
    void shiftsFollowTheClocksWhenTheyAreSet(
            DayOfWeek weekday, LocalTime starts, LocalTime ends, Instant from, Instant to) {
        var plan = plan(shift(weekday, starts, ends, NEW_YORK));

        assertThat(plan.nextBoundary(from.minusSeconds(1))).contains(from);
        assertThat(plan.nextBoundary(from)).contains(to);
        assertThat(plan.covers(from.minusSeconds(1))).isFalse();
        assertThat(plan.covers(from)).isTrue();
        assertThat(plan.covers(to.minusSeconds(1))).isTrue();
        assertThat(plan.covers(to)).isFalse();
    }

    @Test
    void aShiftWithinAnHourThatIsSkippedDoesNotTakePlaceThatDay() {
        var plan = plan(shift(SUNDAY, LocalTime.of(2, 10), LocalTime.of(2, 50), NEW_YORK));

        assertThat(plan.covers(Instant.parse("2026-03-08T07:00:00Z"))).isFalse();
        assertThat(plan.nextBoundary(Instant.parse("2026-03-07T12:00:00Z")))
                .contains(Instant.parse("2026-03-15T06:10:00Z"));
    }

    @Test
    void shiftsThatTouchAreOne() {
        var plan = plan(
                shift(MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0), SHANGHAI),
                shift(MONDAY, LocalTime.of(12, 0), LocalTime.of(18, 0), SHANGHAI),
                shift(MONDAY, LocalTime.of(17, 0), LocalTime.of(19, 0), SHANGHAI));

        assertThat(plan.nextBoundary(Instant.parse("2026-03-02T01:00:00Z")))
                .contains(Instant.parse("2026-03-02T11:00:00Z"));
    }

    @Test
    void shiftsOfTwoZonesAddUp() {
        var plan = plan(
                shift(TUESDAY, LocalTime.of(9, 0), LocalTime.of(18, 0), SHANGHAI),
                shift(MONDAY, LocalTime.of(20, 0), LocalTime.of(22, 0), NEW_YORK));

        // Monday evening in New York is Tuesday morning in Shanghai, where the shift goes on.
        assertThat(plan.nextBoundary(Instant.parse("2026-03-03T00:00:00Z")))
                .contains(Instant.parse("2026-03-03T01:00:00Z"));
        assertThat(plan.nextBoundary(Instant.parse("2026-03-03T01:00:00Z")))
                .contains(Instant.parse("2026-03-03T10:00:00Z"));
    }

    @Test
    void whoAlwaysWorksNeverBeginsOrEnds() {
        for (var zone : List.of(SHANGHAI, NEW_YORK, "America/Havana", "America/Sao_Paulo")) {
            var plan = new ShiftPlan(Stream.of(DayOfWeek.values())
                    .map(it -> shift(it, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone))
                    .toList());

            for (var day = 0; day < 400; day++) {
                var time = Instant.parse("2018-01-01T03:00:00Z").plus(Duration.ofDays(day));
                assertThat(plan.covers(time)).isTrue();
                assertThat(plan.nextBoundary(time)).as("%s in %s", time, zone).isEmpty();
            }
        }
    }

    @Test
    void withoutShiftsNobodyWorks() {
        assertThat(plan().covers(Instant.EPOCH)).isFalse();
        assertThat(plan().nextBoundary(Instant.EPOCH)).isEmpty();
    }

    /** Whatever the plan, the zone and the day: up to the next boundary nothing changes, and there it does. */
    @Test
    void betweenBoundariesNothingChangesAndAtEachSomethingDoes() {
        var zones = List.of(SHANGHAI, NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "America/Havana");
        for (var seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            var plan = anyPlan(random, zones);
            var time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
            for (var step = 0; step < 20; step++) {
                var covered = plan.covers(time);
                var next = plan.nextBoundary(time);
                if (next.isEmpty()) {
                    break;
                }
                var gap = Duration.between(time, next.get()).toSeconds();
                for (var probe = 0; probe < 10; probe++) {
                    assertThat(plan.covers(time.plusSeconds(random.nextLong(gap))))
                            .as("seed %d, from %s", seed, time)
                            .isEqualTo(covered);
                }
                assertThat(plan.covers(next.get()))
                        .as("seed %d, at %s", seed, next)
                        .isEqualTo(!covered);
                time = next.get();
            }
        }
    }

    /** On the clock at the wall one is on shift from its start to its end, on days when nobody sets the clock. */
    @Test
    void aShiftIsWhatTheClockAtTheWallSays() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var shift = anyShift(random, List.of(SHANGHAI, "Asia/Kathmandu", "Asia/Jakarta"));
            var time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));

            var wall = time.atZone(shift.zone());
            var clock = wall.toLocalTime();
            var today = wall.getDayOfWeek() == shift.weekday();
            var yesterday = wall.getDayOfWeek().minus(1) == shift.weekday();
            var past = !shift.ends().isAfter(shift.starts());
            var expected = past
                    ? (today && !clock.isBefore(shift.starts())) || (yesterday && clock.isBefore(shift.ends()))
                    : today && !clock.isBefore(shift.starts()) && clock.isBefore(shift.ends());

            assertThat(plan(shift).covers(time))
                    .as("seed %d: %s at %s", seed, shift, wall)
                    .isEqualTo(expected);
        }
    }

    private static ShiftPlan anyPlan(Random random, List<String> zones) {
        var shifts = new ArrayList<Shift>();
        for (var i = 1 + random.nextInt(6); i > 0; i--) {
            shifts.add(anyShift(random, zones));
        }
        return new ShiftPlan(shifts);
    }

    private static Shift anyShift(Random random, List<String> zones) {
        return shift(
                DayOfWeek.of(1 + random.nextInt(7)),
                LocalTime.ofSecondOfDay(random.nextInt(96) * 900L),
                LocalTime.ofSecondOfDay(random.nextInt(96) * 900L),
                zones.get(random.nextInt(zones.size())));
    }

    private static ShiftPlan plan(Shift... shifts) {
        return new ShiftPlan(List.of(shifts));
    }

    private static Shift shift(DayOfWeek weekday, LocalTime starts, LocalTime ends, String zone) {
        return new Shift(weekday, starts, ends, ZoneId.of(zone));
    }
}
