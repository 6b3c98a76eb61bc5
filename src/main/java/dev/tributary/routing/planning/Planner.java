package dev.tributary.routing.planning;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Bench.Seat;
import dev.tributary.routing.planning.Decision.Judged;
import dev.tributary.routing.planning.Decision.Outcome;
import dev.tributary.routing.planning.Queues.Next;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.LanguageUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets what. A function of the situation and the policy: the same facts always give the same plan, which is
 * what makes a decision explainable afterwards and a rehearsal honest.
 */
public final class Planner {

    /** Of those whom nobody can take, so many are told why: the others wait for the same reasons behind them. */
    private static final int TOLD_WHY = 100;

    private final Situation situation;
    private final Policy policy;
    private final Bench bench;
    private final List<Decision> decisions = new ArrayList<>();
    private @Nullable Instant again;

    private Planner(Situation situation, Policy policy) {
        this.situation = situation;
        this.policy = policy;
        this.bench = new Bench(situation);
    }

    /** @param most gives away no more than so many */
    public static Plan plan(Situation situation, Policy policy, int most) {
        return new Planner(situation, policy).plan(most);
    }

    /** Who waits, in the order in which this agent would take them: first those for whom they are the right one. */
    public static List<Waiting> lineFor(AgentId agent, Situation situation, Policy policy) {
        var planner = new Planner(situation, policy);
        var seat = planner.bench.of(agent);
        var fits = new ArrayList<Waiting>();
        var others = new ArrayList<Waiting>();
        for (var next : Queues.inOrder(situation.waiting(), policy)) {
            var it = next.waiting();
            var fit = seat != null && fits(seat.judge(it, next.rule(), planner.turn(it, next.rule())));
            (fit ? fits : others).add(it);
        }
        fits.addAll(others);
        return fits;
    }

    /** Whether nothing stands against it but how busy the agent is, or whether they are there. */
    private static boolean fits(Verdict verdict) {
        return verdict == Verdict.ELIGIBLE || verdict == Verdict.OFF_DUTY || comesSoon(verdict);
    }

    private Plan plan(int most) {
        var line = Queues.inOrder(situation.waiting(), policy);
        line.stream().limit(bench.room()).forEach(this::reserve);
        var assigned = 0;
        var inVain = 0;
        for (var next : line) {
            var decision = decide(next.waiting(), next.rule());
            decisions.add(decision);
            if (decision.outcome() == Outcome.ASSIGNED) {
                assigned++;
            } else if (++inVain >= TOLD_WHY && bench.room() == 0) {
                break;
            }
            if (assigned == most) {
                break;
            }
        }
        return new Plan(decisions, again);
    }

    /**
     * Of those who will be served, whoever is known to an agent should find room there: the others go elsewhere as long as
     * they can. Nobody is overtaken, since only as many are looked at as there is room for.
     */
    private void reserve(Next next) {
        var known = known(next.waiting(), next.rule());
        if (known != null) {
            known.reserve(next.waiting());
        }
    }

    private Decision decide(Waiting it, Rule rule) {
        var turn = turn(it, rule);
        var judged = new ArrayList<Judged>(bench.seats().size());
        var eligible = new ArrayList<Seat>();
        for (var seat : bench.seats()) {
            var verdict = seat.judge(it, rule, turn);
            judged.add(new Judged(verdict, seat.load(), seat.score(rule)));
            if (verdict == Verdict.ELIGIBLE) {
                eligible.add(seat);
            } else if (verdict == Verdict.AT_RATE_LIMIT) {
                lookAgain(seat.freeAgainAt(rule));
            }
        }
        var known = known(it, rule);
        if (known != null) {
            known.release(it);
        }
        if (known != null && !eligible.contains(known)) {
            var until = it.queuedAt()
                    .plus(rule.sticky() == null ? Duration.ZERO : rule.sticky().waitForOrNot());
            if (until.isAfter(situation.now()) && comesSoon(known.judge(it, rule, turn))) {
                lookAgain(until);
                return new Decision(
                        it, rule.name(), turn.team, Outcome.HELD, known.agent().id(), List.of(), judged, until);
            }
            known = null;
        }
        if (eligible.isEmpty()) {
            return new Decision(it, rule.name(), turn.team, Outcome.NOBODY, null, List.of(), judged, null);
        }
        var chosen = known != null ? known : best(it, rule, eligible);
        var merits = merits(chosen, it, rule, turn, known != null, eligible.size());
        chosen.give(it);
        return new Decision(
                it, rule.name(), turn.team, Outcome.ASSIGNED, chosen.agent().id(), merits, judged, null);
    }

    /** Whose turn it is: the team it was handed to or the rule's; after too long, also whoever helps out. */
    private Turn turn(Waiting it, Rule rule) {
        var own = it.team() != null ? it.team() : rule.team();
        var overflow = rule.overflow();
        if (overflow == null || own == null) {
            return new Turn(own, own);
        }
        var from = it.queuedAt().plus(overflow.after());
        if (from.isAfter(situation.now())) {
            lookAgain(from);
            return new Turn(own, own);
        }
        return new Turn(overflow.team(), own);
    }

    /**
     * @param team whose turn it is; null: everybody's
     * @param own whose turn it was first, and still is; null: everybody's
     */
    record Turn(@Nullable TeamId team, @Nullable TeamId own) {

        boolean isOf(Candidate agent) {
            return team == null || agent.teams().contains(team) || isOwn(agent);
        }

        boolean isOwn(Candidate agent) {
            return own == null || agent.teams().contains(own);
        }
    }

    private @Nullable Seat known(Waiting it, Rule rule) {
        var sticky = rule.sticky();
        var served = it.served();
        if (sticky == null
                || served == null
                || (!served.here() && !sticky.acrossAccounts())
                || served.at().isBefore(situation.now().minus(sticky.within()))) {
            return null;
        }
        return bench.of(served.agent());
    }

    /** What passes by itself, as work does and a moment's absence. */
    private static boolean comesSoon(Verdict verdict) {
        return switch (verdict) {
            case BUSY, AWAY, NOT_CONNECTED, AT_CAPACITY, AT_ACCOUNT_LIMIT, AT_RATE_LIMIT -> true;
            case ELIGIBLE, NOT_IN_TEAM, OFF_DUTY, PASSED_OVER, LACKS_SKILL, LACKS_LANGUAGE -> false;
        };
    }

    private static Seat best(Waiting it, Rule rule, List<Seat> eligible) {
        var free = eligible.stream().filter(seat -> !seat.isReserved(it)).toList();
        var pool = free.isEmpty() ? eligible : free;
        var order = Seat.by(rule);
        return pool.stream()
                .filter(seat -> rule.language() != LanguageUse.IGNORE && seat.speaks(it))
                .min(order)
                .or(() -> pool.stream().min(order))
                .orElseThrow();
    }

    private static List<Merit> merits(Seat chosen, Waiting it, Rule rule, Turn turn, boolean known, int eligible) {
        Set<Merit> merits = EnumSet.noneOf(Merit.class);
        if (known) {
            merits.add(Merit.LAST_SERVED);
        }
        if (rule.language() != LanguageUse.IGNORE && chosen.speaks(it)) {
            merits.add(Merit.SPEAKS_LANGUAGE);
        }
        if (!rule.skills().isEmpty()) {
            merits.add(Merit.HAS_SKILLS);
        }
        if (!turn.isOwn(chosen.agent())) {
            merits.add(Merit.HELPS_OUT);
        } else if (turn.own != null) {
            merits.add(Merit.IN_TEAM);
        }
        if (!known) {
            merits.add(
                    eligible == 1
                            ? Merit.ONLY_ONE
                            : switch (rule.choose()) {
                                case LEAST_LOADED -> Merit.LEAST_LOADED;
                                case ROUND_ROBIN -> Merit.NEXT_IN_TURN;
                                case WEIGHTED -> Merit.LEAST_OF_CAPACITY;
                            });
        }
        // The order of the constants is the order of their weight.
        return List.copyOf(merits);
    }

    private void lookAgain(@Nullable Instant at) {
        if (at != null && (again == null || at.isBefore(again))) {
            again = at;
        }
    }
}
