package dev.tributary.routing.rehearsal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tributary.routing.Duty;
import dev.tributary.routing.policy.Policies.Active;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.rehearsal.Figures.Bar;
import dev.tributary.routing.rehearsal.Figures.Share;
import dev.tributary.routing.rehearsal.Figures.Waits;
import dev.tributary.routing.rehearsal.Simulation.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what came of a rehearsal. What waited before the period began took part, and is not counted. */
final class Tally {

    private static final List<Long> BARS = List.of(10L, 60L, 300L, 900L, 3_600L, 14_400L, 86_400L);

    private final Past past;
    private final Policy policy;
    private final List<Counted> all;

    private record Counted(Demand demand, @Nullable Given given) {

        long waited() {
            return given == null
                    ? 0
                    : Duration.between(demand.opensAt(), given.at()).toSeconds();
        }
    }

    private Tally(Past past, Policy policy, List<@Nullable Given> given) {
        this.past = past;
        this.policy = policy;
        this.all = new ArrayList<>();
        for (var i = 0; i < given.size(); i++) {
            var it = past.demand().get(i);
            if (!it.opensAt().isBefore(past.from())) {
                all.add(new Counted(it, given.get(i)));
            }
        }
    }

    static Figures of(Past past, Active policy, List<@Nullable Given> given) {
        return new Tally(past, policy.policy(), given).figures(policy.version());
    }

    private Figures figures(int version) {
        var assigned = all.stream().filter(it -> it.given() != null).toList();
        var shares = shares(assigned);
        return new Figures(
                version,
                all.size(),
                assigned.size(),
                all.size() - assigned.size(),
                (int) assigned.stream()
                        .filter(it -> it.given() != null && it.given().overflowed())
                        .count(),
                (int) all.stream().filter(this::missedWindow).count(),
                (int) all.stream().filter(it -> due(it.demand()) != null).count(),
                (int) all.stream().filter(this::late).count(),
                waits(assigned),
                fairness(shares),
                shares);
    }

    private boolean missedWindow(Counted it) {
        var until = it.given() == null ? past.to() : it.given().at();
        var ends = Simulation.windowEnds(past, it.demand(), until);
        return ends != null && !until.isBefore(ends);
    }

    private boolean late(Counted it) {
        var due = due(it.demand());
        var replied = it.given() == null ? past.to() : it.given().repliedAt();
        return due != null && replied.isAfter(due);
    }

    private @Nullable Instant due(Demand it) {
        var within = policy.ruleFor(it).firstReplyWithin();
        return within == null ? null : it.opensAt().plus(within);
    }

    private static Waits waits(List<Counted> assigned) {
        var sorted = assigned.stream().mapToLong(Counted::waited).sorted().toArray();
        var bars = new ArrayList<Bar>();
        var before = -1L;
        for (var bar : BARS) {
            bars.add(new Bar(bar, between(sorted, before, bar)));
            before = bar;
        }
        bars.add(new Bar(null, between(sorted, before, Long.MAX_VALUE)));
        return new Waits(
                percentile(sorted, 50), percentile(sorted, 90), percentile(sorted, 95), percentile(sorted, 100), bars);
    }

    private static int between(long[] sorted, long above, long to) {
        return (int) Arrays.stream(sorted).filter(it -> it > above && it <= to).count();
    }

    /** By nearest rank: a time that somebody did wait. */
    private static @Nullable Long percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? null : sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }

    /** Of everybody who was there at some time, also those who got nothing. */
    private List<Share> shares(List<Counted> assigned) {
        var counts = assigned.stream()
                .flatMap(it -> Stream.ofNullable(it.given()))
                .collect(groupingBy(Given::agent, counting()));
        return past.people().stream()
                .filter(it -> counts.containsKey(it.id()) || wasThere(it))
                .map(it -> new Share(
                        it.id().value(),
                        it.name(),
                        counts.getOrDefault(it.id(), 0L).intValue()))
                .sorted(Comparator.comparingInt(Share::conversations)
                        .reversed()
                        .thenComparing(Share::name)
                        .thenComparing(Share::agentId))
                .toList();
    }

    private boolean wasThere(Past.Person it) {
        return IntStream.range(0, it.presence().size()).anyMatch(i -> {
            var presence = it.presence().get(i);
            var lasted = i + 1 == it.presence().size()
                    || it.presence().get(i + 1).since().isAfter(past.from());
            return lasted
                    && presence.since().isBefore(past.to())
                    && presence.duty() == Duty.ON
                    && presence.connected()
                    && presence.capacity() > 0;
        });
    }

    private static @Nullable Double fairness(List<Share> shares) {
        var sum = shares.stream().mapToDouble(Share::conversations).sum();
        var squares = shares.stream()
                .mapToDouble(it -> (double) it.conversations() * it.conversations())
                .sum();
        return squares == 0 ? null : sum * sum / (shares.size() * squares);
    }
}
