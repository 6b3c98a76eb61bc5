package dev.tributary.routing.rehearsal;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Decision;
import dev.tributary.routing.planning.Merit;
import dev.tributary.routing.planning.Planner;
import dev.tributary.routing.planning.Situation;
import dev.tributary.routing.planning.Waiting;
import dev.tributary.routing.policy.Policy;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a policy decide about what happened, from event to event in a time of its own, with the planner that routing uses.
 *
 * <p>Everybody needs as long as they did for a reply and until it was done, whoever has it here. Nothing is taken from
 * anybody again: time-outs and absences only matter to who gets something new.
 */
final class Simulation {

    /** Looks at an agent for a conversation: some seconds of work. Beyond it the rehearsal is given up. */
    private static final long MOST_LOOKS = 100_000_000L;

    private final Past past;
    private final Policy policy;
    private final Typical typical;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final Map<AgentId, Desk> desks = new LinkedHashMap<>();
    private final Map<UUID, Past.Served> served;
    private final @Nullable Given[] given;
    /**
     * Which of the demand waits, by conversation and in the order of coming. Where somebody was quicker than the policy
     * is, a conversation may come again while it waits: then it is one that waits, and all of it is served at once.
     */
    private final Map<ConversationId, List<Integer>> waiting = new LinkedHashMap<>();

    private long number;
    private long looks;
    private @Nullable Instant lookAgain;

    private Simulation(Past past, Policy policy) {
        this.past = past;
        this.policy = policy;
        this.typical = Typical.of(past.demand());
        this.served = new HashMap<>(past.served());
        this.given = new Given[past.demand().size()];
        past.people().forEach(it -> desks.put(it.id(), new Desk(it)));
    }

    /**
     * @return one for each demand, in its order; null for whoever got nobody
     * @throws TooLargeException where it would take too long
     */
    static List<@Nullable Given> run(Past past, Policy policy) throws TooLargeException {
        var simulation = new Simulation(past, policy);
        simulation.prepare();
        simulation.run();
        return Collections.unmodifiableList(Arrays.asList(simulation.given));
    }

    /** To whom, when, and whether they helped out. */
    record Given(AgentId agent, Instant at, boolean overflowed, Instant repliedAt) {}

    static final class TooLargeException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    private record Event(Instant at, long number, Runnable what) {}

    private void prepare() {
        for (var it : past.held()) {
            var desk = desks.get(it.agent());
            if (desk != null) {
                desk.take(it.account(), it.surface());
                if (it.until() != null) {
                    at(it.until(), () -> desk.done(it.account(), it.surface()));
                }
            }
        }
        for (var desk : desks.values()) {
            desk.person.presence().forEach(it -> at(it.since(), () -> desk.presence = it));
        }
        for (var i = 0; i < given.length; i++) {
            var it = past.demand().get(i);
            var place = i;
            at(
                    it.opensAt(),
                    () -> waiting.computeIfAbsent(it.conversation(), any -> new ArrayList<>())
                            .add(place));
        }
    }

    /** What was before the period is so when it begins. */
    private void at(Instant time, Runnable what) {
        events.add(new Event(time.isBefore(past.from()) ? past.from() : time, number++, what));
    }

    private void run() throws TooLargeException {
        for (var next = events.peek(); next != null && next.at().isBefore(past.to()); next = events.peek()) {
            var now = next.at();
            for (var it = next; it != null && it.at().equals(now); it = events.peek()) {
                events.remove();
                it.what().run();
            }
            if (lookAgain != null && !lookAgain.isAfter(now)) {
                lookAgain = null;
            }
            give(now);
        }
    }

    private void give(Instant now) throws TooLargeException {
        if (waiting.isEmpty() || desks.values().stream().noneMatch(Desk::hasRoom)) {
            return;
        }
        looks += (long) desks.size() * waiting.size();
        if (looks > MOST_LOOKS) {
            throw new TooLargeException();
        }
        var agents = desks.values().stream().map(it -> it.candidate(now)).toList();
        var people = waiting.values().stream()
                .map(it -> waiting(past.demand().get(it.get(0)), now))
                .toList();
        var plan = Planner.plan(new Situation(now, people, agents, past.weights()), policy, Integer.MAX_VALUE);
        plan.assigned().forEach(it -> give(it, now));
        var again = plan.again();
        if (again != null && again.isAfter(now) && (lookAgain == null || again.isBefore(lookAgain))) {
            lookAgain = again;
            at(again, () -> {});
        }
    }

    private void give(Decision decision, Instant now) {
        var all = Objects.requireNonNull(waiting.remove(decision.conversation().id()));
        var agent = Objects.requireNonNull(decision.agent());
        var desk = Objects.requireNonNull(desks.get(agent));
        // The last of them says what there is still to do.
        var it = past.demand().get(all.get(all.size() - 1));
        var repliedAt = now.plus(Objects.requireNonNullElse(it.replyTakes(), typical.reply()));
        var overflowed = decision.merits().contains(Merit.HELPS_OUT);
        all.forEach(place -> given[place] = new Given(agent, now, overflowed, repliedAt));
        desk.take(it.account(), it.surface());
        desk.assigned(now);
        served.put(it.customer(), new Past.Served(agent, it.account(), now));
        at(
                now.plus(Objects.requireNonNullElse(it.handling(), typical.handling())),
                () -> desk.done(it.account(), it.surface()));
    }

    private Waiting waiting(Demand it, Instant now) {
        var last = served.get(it.customer());
        return new Waiting(
                it.conversation(),
                it.account(),
                it.surface(),
                it.labels(),
                it.language(),
                it.opensAt(),
                it.opensAt(),
                windowEnds(past, it, now),
                null,
                Set.of(),
                last == null
                        ? null
                        : new Waiting.Served(
                                last.agent(), last.at(), last.account().equals(it.account())));
    }

    /** By what the customer had written until then; null where there is no window. */
    static @Nullable Instant windowEnds(Past past, Demand it, Instant now) {
        if (it.surface() != Surface.DM) {
            return null;
        }
        return it.words().stream()
                .filter(word -> !word.isAfter(now))
                .reduce((earlier, later) -> later)
                .map(word -> word.plus(past.window()))
                .orElse(null);
    }

    /** An agent with what they have. */
    private final class Desk {

        private final Past.Person person;
        private final Map<AccountId, Integer> open = new HashMap<>();
        private final List<Instant> recent = new ArrayList<>();
        private Past.Presence presence;
        private int load;
        private @Nullable Instant lastAssignedAt;

        Desk(Past.Person person) {
            this.person = person;
            this.presence = person.presence().get(0);
        }

        void take(AccountId account, Surface surface) {
            open.merge(account, 1, Integer::sum);
            load += past.weights().of(surface);
        }

        void done(AccountId account, Surface surface) {
            open.merge(account, -1, Integer::sum);
            load -= past.weights().of(surface);
        }

        void assigned(Instant now) {
            recent.add(now);
            lastAssignedAt = now;
        }

        /** Also of those who have just too little room: the planner knows how much is needed. */
        boolean hasRoom() {
            return presence.duty() == Duty.ON
                    && presence.connected()
                    && load < presence.capacity() * Candidate.HUNDREDTHS;
        }

        Candidate candidate(Instant now) {
            recent.removeIf(it -> !it.isAfter(now.minus(Candidate.JUST_NOW)));
            Map<AccountId, Integer> room = new HashMap<>();
            person.limits().forEach((account, most) -> room.put(account, most - open.getOrDefault(account, 0)));
            return new Candidate(
                    person.id(),
                    person.name(),
                    presence.duty(),
                    presence.since(),
                    presence.connected(),
                    null,
                    presence.capacity() * Candidate.HUNDREDTHS,
                    load,
                    person.teams(),
                    person.skills(),
                    person.languages(),
                    room,
                    lastAssignedAt,
                    recent);
        }
    }

    /** How long people needed where they did: the middle of all, for those who never did. */
    record Typical(Duration reply, Duration handling) {

        static Typical of(List<Demand> demand) {
            return new Typical(
                    middle(demand.stream().map(Demand::replyTakes), Duration.ofMinutes(2)),
                    middle(demand.stream().map(Demand::handling), Duration.ofMinutes(15)));
        }

        private static Duration middle(Stream<@Nullable Duration> all, Duration otherwise) {
            var sorted = all.filter(Objects::nonNull).sorted().toList();
            return sorted.isEmpty() ? otherwise : sorted.get(sorted.size() / 2);
        }
    }
}
