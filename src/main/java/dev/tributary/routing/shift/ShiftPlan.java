package dev.tributary.routing.shift;

import dev.tributary.routing.shift.Shift.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All shifts of an agent. Shifts that touch or overlap are one: between them nothing begins and nothing ends.
 *
 * @param shifts in any order, of any zones
 */
public record ShiftPlan(List<Shift> shifts) {

    /** Whatever is to begin or end does so within a week, a day for the shift and one for zones. */
    private static final int DAYS_AHEAD = 10;

    private static final Duration HORIZON = Duration.ofDays(9);

    public ShiftPlan {
        shifts = List.copyOf(shifts);
    }

    /** Whether a shift has begun and not ended. */
    public boolean covers(Instant time) {
        return shifts.stream()
                .flatMap(it -> around(it, time, 1))
                .anyMatch(it -> !it.from().isAfter(time) && it.to().isAfter(time));
    }

    /** When that changes next; empty if it never does. */
    public Optional<Instant> nextBoundary(Instant time) {
        return merged(time).stream()
                .flatMap(it -> Stream.of(it.from(), it.to()))
                .filter(it -> it.isAfter(time) && it.isBefore(time.plus(HORIZON)))
                .min(Comparator.naturalOrder());
    }

    private List<Span> merged(Instant time) {
        var spans = shifts.stream()
                .flatMap(it -> around(it, time, DAYS_AHEAD))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        var merged = new ArrayList<Span>();
        for (var it : spans) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || it.from().isAfter(last.to())) {
                merged.add(it);
            } else if (it.to().isAfter(last.to())) {
                merged.set(merged.size() - 1, new Span(last.from(), it.to()));
            }
        }
        return merged;
    }

    /** From two days before: the longest shift lasts a day, and a bit more when clocks are set back. */
    private static Stream<Span> around(Shift shift, Instant time, int daysAhead) {
        var today = LocalDate.ofInstant(time, shift.zone());
        return today.minusDays(2)
                .datesUntil(today.plusDays(daysAhead + 1L))
                .filter(it -> it.getDayOfWeek() == shift.weekday())
                .map(shift::on)
                .filter(it -> !it.isEmpty());
    }
}
