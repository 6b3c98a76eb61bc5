package dev.tributary.routing.planning;

import static java.util.stream.Collectors.toMap;

import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.planning.Planner.Turn;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.store.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents while a plan is made: what was given to them in it counts at once. Not thread-safe; lives as long as one plan. */
final class Bench {

    private final Situation situation;
    private final List<Seat> seats;
    private final Map<AgentId, Seat> byAgent;
    private int given;

    Bench(Situation situation) {
        this.situation = situation;
        this.seats = situation.agents().stream().map(Seat::new).toList();
        this.byAgent = seats.stream().collect(toMap(it -> it.agent.id(), it -> it));
    }

    List<Seat> seats() {
        return seats;
    }

    @Nullable
    Seat of(AgentId agent) {
        return byAgent.get(agent);
    }

    /** How many conversations of the lightest kind those who are there could take, at most. */
    int room() {
        var lightest = Math.max(1, situation.weights().lightest());
        return seats.stream()
                .filter(it -> it.presence() == Verdict.ELIGIBLE)
                .mapToInt(it -> Math.max(0, it.agent.capacity() - it.load) / lightest)
                .sum();
    }

    /** One agent's place. */
    final class Seat {

        private final Candidate agent;
        private final Map<AccountId, Integer> room;
        private final List<Instant> justAssigned;
        private final Set<ConversationId> reservations = new HashSet<>();
        private int load;
        private int reserved;
        private @Nullable Instant lastAssignedAt;

        Seat(Candidate agent) {
            this.agent = agent;
            this.room = new HashMap<>(agent.room());
            this.justAssigned = new ArrayList<>(agent.justAssigned());
            this.load = agent.load();
            this.lastAssignedAt = agent.lastAssignedAt();
        }

        Candidate agent() {
            return agent;
        }

        int load() {
            return load;
        }

        /** First whether they are the right one, then whether they are there, then whether they have room. */
        Verdict judge(Waiting it, Rule rule, Turn turn) {
            if (!turn.isOf(agent)) {
                return Verdict.NOT_IN_TEAM;
            }
            if (!agent.skills().containsAll(rule.skills())) {
                return Verdict.LACKS_SKILL;
            }
            if (rule.language() == LanguageUse.REQUIRE && it.language() != null && !speaks(it)) {
                return Verdict.LACKS_LANGUAGE;
            }
            if (it.passedOver().contains(agent.id())) {
                return Verdict.PASSED_OVER;
            }
            var presence = presence();
            if (presence != Verdict.ELIGIBLE) {
                return presence;
            }
            if (load + situation.weights().of(it.surface()) > agent.capacity()) {
                return Verdict.AT_CAPACITY;
            }
            if (room.getOrDefault(it.account(), 1) <= 0) {
                return Verdict.AT_ACCOUNT_LIMIT;
            }
            return freeAgainAt(rule) == null ? Verdict.ELIGIBLE : Verdict.AT_RATE_LIMIT;
        }

        Verdict presence() {
            return switch (agent.duty()) {
                case OFF -> Verdict.OFF_DUTY;
                case BUSY -> Verdict.BUSY;
                case AWAY -> Verdict.AWAY;
                case ON -> agent.connected() ? Verdict.ELIGIBLE : Verdict.NOT_CONNECTED;
            };
        }

        boolean speaks(Waiting it) {
            return it.language() != null && agent.languages().contains(it.language());
        }

        /** When the limit a minute allows the next; null: now. */
        @Nullable
        Instant freeAgainAt(Rule rule) {
            var most = rule.perMinute();
            if (most == null) {
                return null;
            }
            var recent = justAssigned.stream()
                    .filter(it -> it.isAfter(situation.now().minus(Candidate.JUST_NOW)))
                    .sorted()
                    .toList();
            return recent.size() < most
                    ? null
                    : recent.get(recent.size() - most).plus(Candidate.JUST_NOW);
        }

        /** By what the rule compares those who may: the least is chosen. */
        long score(Rule rule) {
            return switch (rule.choose()) {
                case LEAST_LOADED -> load;
                case ROUND_ROBIN -> lastAssignedAt == null ? 0 : lastAssignedAt.toEpochMilli();
                case WEIGHTED -> agent.capacity() == 0 ? Long.MAX_VALUE : load * 1_000L / agent.capacity();
            };
        }

        /** Among equals whoever has gone longest without a new one comes first, whoever never had any before them. */
        static Comparator<Seat> by(Rule rule) {
            return Comparator.comparingLong((Seat it) -> it.score(rule))
                    .thenComparing(it -> it.lastAssignedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(it -> it.agent.id().value());
        }

        void reserve(Waiting it) {
            if (reservations.add(it.id())) {
                reserved += situation.weights().of(it.surface());
            }
        }

        void release(Waiting it) {
            if (reservations.remove(it.id())) {
                reserved -= situation.weights().of(it.surface());
            }
        }

        /** Whether what room is left is meant for customers whom the agent knows. */
        boolean isReserved(Waiting it) {
            return load + reserved + situation.weights().of(it.surface()) > agent.capacity();
        }

        void give(Waiting it) {
            load += situation.weights().of(it.surface());
            room.computeIfPresent(it.account(), (account, left) -> left - 1);
            // Later than whatever was given before, so that in the same plan, too, everybody has their turn.
            lastAssignedAt = situation.now().plusNanos(1_000L * ++given);
            justAssigned.add(situation.now());
        }
    }
}
