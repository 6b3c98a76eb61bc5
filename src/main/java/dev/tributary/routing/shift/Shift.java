package dev.tributary.routing.shift;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Every week, from a time of a weekday to another.
 *
 * @param ends not later than it starts: on the next day; at the same time: a whole day later
 * @param zone in which weekday and times are meant, whatever its clocks do
 */
public record Shift(DayOfWeek weekday, LocalTime starts, LocalTime ends, ZoneId zone) {

    /** From the first instant to the one after the last. */
    record Span(Instant from, Instant to) {

        boolean isEmpty() {
            return !from.isBefore(to);
        }
    }

    /**
     * The shift that starts on this day, which must be one of its weekdays. A time that the clocks skip is the moment in
     * which they do; of one that comes twice a shift starts with the first and ends with the second, so that nobody is
     * missed for an hour.
     */
    Span on(LocalDate day) {
        var lastDay = ends.isAfter(starts) ? day : day.plusDays(1);
        return new Span(instant(day.atTime(starts), true), instant(lastDay.atTime(ends), false));
    }

    private Instant instant(LocalDateTime time, boolean first) {
        var rules = zone.getRules();
        var transition = rules.getTransition(time);
        if (transition == null) {
            return time.toInstant(rules.getOffset(time));
        }
        if (transition.isGap()) {
            return transition.getInstant();
        }
        return time.toInstant(first ? transition.getOffsetBefore() : transition.getOffsetAfter());
    }
}
