package dev.tributary.routing.planning;

import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who is served next: within a rule as the rule says, between rules whoever of those at their heads has waited longest, so
 * that no rule starves another.
 */
final class Queues {

    /** Stands for "later than anything", for who has nothing that runs out. */
    private static final Instant NEVER = Instant.MAX;

    private final PriorityQueue<Line> heads =
            new PriorityQueue<>(Comparator.comparing((Line it) -> it.head().since())
                    .thenComparing(it -> it.head().id().value()));

    /** Everybody, in the order in which they are served. */
    static List<Next> inOrder(List<Waiting> waiting, Policy policy) {
        var queues = new Queues(waiting, policy);
        var line = new ArrayList<Next>(waiting.size());
        for (var next = queues.next(); next != null; next = queues.next()) {
            line.add(next);
        }
        return line;
    }

    private Queues(List<Waiting> waiting, Policy policy) {
        var byRule = new IdentityHashMap<Rule, List<Waiting>>();
        for (var it : waiting) {
            byRule.computeIfAbsent(policy.ruleFor(it), rule -> new ArrayList<>())
                    .add(it);
        }
        byRule.forEach((rule, line) -> {
            line.sort(order(rule, policy));
            heads.add(new Line(rule, new ArrayDeque<>(line)));
        });
    }

    private @Nullable Next next() {
        var line = heads.poll();
        if (line == null) {
            return null;
        }
        var next = new Next(line.waiting.removeFirst(), line.rule);
        if (!line.waiting.isEmpty()) {
            heads.add(line);
        }
        return next;
    }

    record Next(Waiting waiting, Rule rule) {}

    private record Line(Rule rule, Deque<Waiting> waiting) {

        Waiting head() {
            return waiting.getFirst();
        }
    }

    private static Comparator<Waiting> order(Rule rule, Policy policy) {
        Comparator<Waiting> otherwise =
                Comparator.comparing(Waiting::since).thenComparing(it -> it.id().value());
        return rule.order().stream()
                .map(it -> order(it, rule, policy))
                .reduce(Comparator::thenComparing)
                .map(it -> it.thenComparing(otherwise))
                .orElse(otherwise);
    }

    private static Comparator<Waiting> order(Order by, Rule rule, Policy policy) {
        return switch (by) {
            case LONGEST_WAITING -> Comparator.comparing(Waiting::since);
            case WINDOW_FIRST -> Comparator.comparing(it -> orNever(it.windowEnds()));
            case SLA_FIRST -> Comparator.comparing(it -> due(it, rule.firstReplyWithin()));
            case VIP_FIRST -> Comparator.comparing(it -> !Rule.isVip(policy, it.labels()));
        };
    }

    private static Instant due(Waiting it, @Nullable Duration within) {
        return within == null ? NEVER : it.since().plus(within);
    }

    private static Instant orNever(@Nullable Instant at) {
        return at == null ? NEVER : at;
    }
}
