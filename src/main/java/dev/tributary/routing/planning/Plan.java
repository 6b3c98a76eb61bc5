package dev.tributary.routing.planning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions in the order in which they were made: each knows what those before it gave away.
 *
 * @param again when time alone may change something; null: only news will
 */
public record Plan(List<Decision> decisions, @Nullable Instant again) {

    public Plan {
        decisions = List.copyOf(decisions);
    }

    public List<Decision> assigned() {
        return decisions.stream()
                .filter(it -> it.outcome() == Decision.Outcome.ASSIGNED)
                .toList();
    }
}
