package dev.tributary.routing.planning;

import static dev.tributary.routing.planning.Customer.KETTLE;
import static dev.tributary.routing.planning.Customer.NOON;
import static dev.tributary.routing.planning.Customer.TEAPOT;
import static dev.tributary.routing.planning.Customer.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Decision.Outcome;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.store.AccountId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may have a conversation: every combination of what matters, against what the promise says in plain words. */
@SuppressWarnings("ImmutableEnumChecker") // what the constants hold, nobody changes
class EligibilityTest {

    private static final TeamId CARE = new TeamId(UUID.nameUUIDFromBytes(new byte[] {11}));
    private static final TeamId SALES = new TeamId(UUID.nameUUIDFromBytes(new byte[] {12}));

    /** Whose turn it is, by the rule or because somebody handed it to a team, and whether the agent belongs to it. */
    private enum Team {
        NONE(null, null, true),
        OF_RULE_IN(CARE, null, true),
        OF_RULE_NOT_IN(SALES, null, false),
        HANDED_IN(SALES, CARE, true),
        HANDED_NOT_IN(CARE, SALES, false);

        private final @Nullable TeamId ofRule;
        private final @Nullable TeamId handedTo;
        private final boolean fits;

        Team(@Nullable TeamId ofRule, @Nullable TeamId handedTo, boolean fits) {
            this.ofRule = ofRule;
            this.handedTo = handedTo;
            this.fits = fits;
        }
    }

    private enum Skill {
        NOT_NEEDED(Set.of(), Set.of(), true),
        HAS(Set.of("refunds", "sizes"), Set.of("refunds", "sizes", "more"), true),
        HAS_ONE_OF_TWO(Set.of("refunds", "sizes"), Set.of("sizes"), false);

        private final Set<String> needed;
        private final Set<String> has;
        private final boolean fits;

        Skill(Set<String> needed, Set<String> has, boolean fits) {
            this.needed = needed;
            this.has = has;
            this.fits = fits;
        }
    }

    /** Capacity is 300. */
    private enum Load {
        DM_FITS_EXACTLY(Surface.DM, 200, true),
        DM_DOES_NOT(Surface.DM, 201, false),
        DM_ABOVE_CAPACITY(Surface.DM, 500, false),
        COMMENT_FITS_EXACTLY(Surface.COMMENT, 260, true),
        COMMENT_DOES_NOT(Surface.COMMENT, 261, false),
        SHOP_CHAT_FITS(Surface.SHOP_CHAT, 0, true);

        private final Surface surface;
        private final int load;
        private final boolean fits;

        Load(Surface surface, int load, boolean fits) {
            this.surface = surface;
            this.load = load;
            this.fits = fits;
        }
    }

    private enum Limit {
        NONE(Map.of(), true),
        ONE_LEFT(Map.of(KETTLE, 1), true),
        NONE_LEFT(Map.of(KETTLE, 0), false),
        NONE_LEFT_ELSEWHERE(Map.of(TEAPOT, 0), true);

        private final Map<AccountId, Integer> room;
        private final boolean fits;

        Limit(Map<AccountId, Integer> room, boolean fits) {
            this.room = room;
            this.fits = fits;
        }
    }

    private enum Rate {
        NO_LIMIT(null, 9, 1, true),
        BELOW(2, 1, 1, true),
        AT(2, 2, 59, false),
        A_MINUTE_AGO(2, 2, 60, true);

        private final @Nullable Integer perMinute;
        private final int got;
        private final int secondsAgo;
        private final boolean fits;

        Rate(@Nullable Integer perMinute, int got, int secondsAgo, boolean fits) {
            this.perMinute = perMinute;
            this.got = got;
            this.secondsAgo = secondsAgo;
            this.fits = fits;
        }

        Instant[] justAssigned() {
            return java.util.stream.IntStream.range(0, got)
                    .mapToObj(it -> NOON.minusSeconds(secondsAgo))
                    .toArray(Instant[]::new);
        }
    }

    private static final List<Boolean> BOTH = List.of(true, false);

    /** By duty, so that a failure is near what it is about. */
    @ParameterizedTest
    @EnumSource(Duty.class)
    void whoMayHaveItIsWhoeverNothingStandsAgainst(Duty duty) {
        var seen = EnumSet.noneOf(Verdict.class);
        for (var team : Team.values()) {
            for (var connected : BOTH) {
                for (var passedOver : BOTH) {
                    for (var skill : Skill.values()) {
                        for (var use : LanguageUse.values()) {
                            for (var known : BOTH) {
                                for (var speaks : BOTH) {
                                    for (var load : Load.values()) {
                                        for (var limit : Limit.values()) {
                                            for (var rate : Rate.values()) {
                                                seen.add(new Case(
                                                                duty,
                                                                team,
                                                                connected,
                                                                passedOver,
                                                                skill,
                                                                use,
                                                                known,
                                                                speaks,
                                                                load,
                                                                limit,
                                                                rate)
                                                        .check());
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }

    private record Case(
            Duty duty,
            Team team,
            boolean connected,
            boolean passedOver,
            Skill skill,
            LanguageUse use,
            boolean known,
            boolean speaks,
            Load load,
            Limit limit,
            Rate rate) {

        /** What the promise says, each reason by itself. */
        Set<Verdict> against() {
            var against = EnumSet.noneOf(Verdict.class);
            add(against, !team.fits, Verdict.NOT_IN_TEAM);
            add(against, duty == Duty.OFF, Verdict.OFF_DUTY);
            add(against, duty == Duty.BUSY, Verdict.BUSY);
            add(against, duty == Duty.AWAY, Verdict.AWAY);
            add(against, duty == Duty.ON && !connected, Verdict.NOT_CONNECTED);
            add(against, passedOver, Verdict.PASSED_OVER);
            add(against, !skill.fits, Verdict.LACKS_SKILL);
            add(against, use == LanguageUse.REQUIRE && known && !speaks, Verdict.LACKS_LANGUAGE);
            add(against, !load.fits, Verdict.AT_CAPACITY);
            add(against, !limit.fits, Verdict.AT_ACCOUNT_LIMIT);
            add(against, !rate.fits, Verdict.AT_RATE_LIMIT);
            return against;
        }

        private static void add(Set<Verdict> all, boolean applies, Verdict verdict) {
            if (applies) {
                all.add(verdict);
            }
        }

        Verdict check() {
            var mina = Somebody.named("Mina")
                    .who(duty)
                    .connected(connected)
                    .in(CARE)
                    .skilledIn(skill.has.toArray(String[]::new))
                    .speaks(speaks ? "th" : "vi")
                    .capacity(300)
                    .load(load.load)
                    .room(limit.room)
                    .justAssigned(rate.justAssigned());
            var customer = Customer.named("kari").on(load.surface);
            if (team.handedTo != null) {
                customer.handedTo(team.handedTo);
            }
            if (passedOver) {
                customer.passedOver(mina);
            }
            if (known) {
                customer.speaking("th");
            }
            var rule = Rules.rule()
                    .team(team.ofRule)
                    .skills(skill.needed.toArray(String[]::new))
                    .language(use)
                    .perMinute(rate.perMinute)
                    .get();

            var decision = Customer.plan(policy(rule), List.of(customer), mina)
                    .decisions()
                    .get(0);

            var verdict = decision.candidates().get(0).verdict();
            var against = against();
            // Not assertThat for each of so many: describing them would take minutes.
            if (against.isEmpty() ? verdict != Verdict.ELIGIBLE : !against.contains(verdict)) {
                throw new AssertionError(this + " is judged " + verdict + ", but against it stands " + against);
            }
            if ((decision.outcome() == Outcome.ASSIGNED) != against.isEmpty()) {
                throw new AssertionError(this + " ends in " + decision.outcome());
            }
            return verdict;
        }
    }

    @Test
    void ofSeveralReasonsTheFirstThatPeopleWouldAskForIsGiven() {
        var mina = Somebody.named("Mina").who(Duty.OFF).connected(false).capacity(0);
        var customer = Customer.named("kari").passedOver(mina);
        var rule = Rules.rule().skills("refunds").perMinute(1);

        assertThat(verdict(rule.team(CARE), customer, mina)).isEqualTo(Verdict.NOT_IN_TEAM);
        assertThat(verdict(rule, customer, mina.in(CARE))).isEqualTo(Verdict.LACKS_SKILL);
        assertThat(verdict(rule, customer, mina.skilledIn("refunds"))).isEqualTo(Verdict.PASSED_OVER);
        assertThat(verdict(rule, customer.passedOver(), mina)).isEqualTo(Verdict.OFF_DUTY);
        assertThat(verdict(rule, customer, mina.who(Duty.ON))).isEqualTo(Verdict.NOT_CONNECTED);
        assertThat(verdict(rule, customer, mina.connected(true))).isEqualTo(Verdict.AT_CAPACITY);
        assertThat(verdict(rule, customer, mina.capacity(100).room(Map.of(KETTLE, 0))))
                .isEqualTo(Verdict.AT_ACCOUNT_LIMIT);
        assertThat(verdict(rule, customer, mina.room(Map.of()).justAssigned(NOON)))
                .isEqualTo(Verdict.AT_RATE_LIMIT);
        assertThat(verdict(rule, customer, mina.justAssigned())).isEqualTo(Verdict.ELIGIBLE);
    }

    private static Verdict verdict(Rules rule, Customer customer, Somebody agent) {
        var decision = Customer.plan(policy(rule.get()), List.of(customer), agent)
                .decisions()
                .get(0);
        return decision.candidates().get(0).verdict();
    }
}
