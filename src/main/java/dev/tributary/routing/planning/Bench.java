package dev.tributary.routing.planning;

import static java.util.stream.Collectors.toMap;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agents while a plan is made: what was given to them in it counts at once. Not thread-safe; lives as long as one plan. */
final class Bench {

    private static final Duration MINUTE = Duration.ofMinutes(1);

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

    @Nullable Seat of(AgentId agent) {
        return byAgent.get(agent);
    }

    /** Whether anybody could take anything at all. */
    boolean hasRoom() {
        return seats.stream().anyMatch(it -> it.presence() == Verdict.ELIGIBLE && it.load < it.agent.capacity());
    }

    /** One agent's place. */
    final class Seat {

        private final Candidate agent;
        private final Map<AccountId, Integer> room;
        private final List<Instant> justAssigned;
        private int load;
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

        /** The order in which the checks are made is the order in which people would ask. */
        Verdict judge(Waiting it, Rule rule, @Nullable TeamId team) {
            if (team != null && !agent.teams().contains(team)) {
                return Verdict.NOT_IN_TEAM;
            }
            var presence = presence();
            if (presence != Verdict.ELIGIBLE) {
                return presence;
            }
            if (it.passedOver().contains(agent.id())) {
                return Verdict.PASSED_OVER;
            }
            if (!agent.skills().containsAll(rule.skills())) {
                return Verdict.LACKS_SKILL;
            }
            if (rule.language() == LanguageUse.REQUIRE && it.language() != null && !speaks(it)) {
                return Verdict.LACKS_LANGUAGE;
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
        @Nullable Instant freeAgainAt(Rule rule) {
            var most = rule.perMinute();
            if (most == null) {
                return null;
            }
            var recent = justAssigned.stream()
                    .filter(it -> it.isAfter(situation.now().minus(MINUTE)))
                    .sorted()
                    .toList();
            return recent.size() < most ? null : recent.get(recent.size() - most).plus(MINUTE);
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

        void give(Waiting it) {
            load += situation.weights().of(it.surface());
            room.computeIfPresent(it.account(), (account, left) -> left - 1);
            // Later than whatever was given before, so that in the same plan, too, everybody has their turn.
            lastAssignedAt = situation.now().plusNanos(1_000L * ++given);
            justAssigned.add(situation.now());
        }
    }
}
