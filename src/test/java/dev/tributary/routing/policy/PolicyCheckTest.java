package dev.tributary.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.platform.problem.InvalidField;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.policy.AbsenceRule.Then;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.routing.policy.Rule.Order;
import dev.tributary.routing.policy.Rule.Overflow;
import dev.tributary.routing.policy.Rule.Sticky;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

    private static final TeamId CARE = new TeamId(new UUID(1, 1));
    private static final TeamId ELSEWHERE = new TeamId(new UUID(1, 2));
    private static final AccountId KETTLE = new AccountId(new UUID(2, 1));
    private static final AccountId FOREIGN = new AccountId(new UUID(2, 2));
    private static final Duration FIVE = Duration.ofMinutes(5);

    @Test
    void whatIsRightIsRight() {
        var rule = new Rule(
                "Thai returns",
                new Match(Set.of(KETTLE), null, Set.of("return"), Set.of("th")),
                CARE,
                List.of(Order.SLA_FIRST, Order.VIP_FIRST),
                null,
                new Sticky(Duration.ofDays(30), true, Duration.ZERO),
                null,
                Set.of("refunds"),
                new Overflow(FIVE, null),
                60,
                FIVE);

        assertThat(wrong(new Policy(
                        List.of(rule, named("Others")),
                        Set.of("VIP"),
                        Map.of(
                                Absence.GONE,
                                new AbsenceRule(Then.TEAM, FIVE, CARE),
                                Absence.OFF,
                                new AbsenceRule(Then.QUEUE, null, null)))))
                .isEmpty();
    }

    @Test
    void everyRuleHasANameOfItsOwn() {
        assertThat(wrong(rules(named("Returns"), named(" "), named("returns "), named("x".repeat(101)))))
                .containsExactly("document.rules[1].name", "document.rules[2].name", "document.rules[3].name");
    }

    @Test
    void teamsAndAccountsAreTheStoresOwn() {
        assertThat(wrong(rules(new Rule(
                        "a",
                        new Match(Set.of(KETTLE, FOREIGN), null, null, null),
                        ELSEWHERE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Overflow(FIVE, new TeamId(new UUID(0, 0))),
                        null,
                        null))))
                .containsExactly(
                        "document.rules[0].when.accounts", "document.rules[0].team", "document.rules[0].overflow.team");
    }

    @Test
    void durationsAreLongerThanNothingAndSane() {
        var month = Duration.ofDays(30);
        for (var wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), month.plusSeconds(1), null}) {
            assertThat(wrong(rules(new Rule(
                            "a",
                            null,
                            null,
                            null,
                            null,
                            new Sticky(wrong, true, null),
                            null,
                            null,
                            new Overflow(wrong, null),
                            null,
                            wrong))))
                    .as("%s", wrong)
                    .contains("document.rules[0].sticky.within", "document.rules[0].overflow.after")
                    .hasSize(wrong == null ? 2 : 3);
        }
        assertThat(wrong(rules(new Rule(
                        "a",
                        null,
                        null,
                        null,
                        null,
                        new Sticky(month, true, FIVE.negated()),
                        null,
                        null,
                        new Overflow(month, null),
                        null,
                        month))))
                .containsExactly("document.rules[0].sticky.waitFor");
    }

    @Test
    void numbersOrdersLanguagesAndWordsAreOnesThatMeanSomething() {
        for (var perMinute : new int[] {0, 61, -1}) {
            assertThat(wrong(rules(new Rule("a", null, null, null, null, null, null, null, null, perMinute, null))))
                    .containsExactly("document.rules[0].perMinute");
        }
        assertThat(wrong(rules(ordered(), ordered(Order.VIP_FIRST, Order.VIP_FIRST), ordered(Order.SLA_FIRST))))
                .containsExactly("document.rules[0].order", "document.rules[1].order", "document.rules[2].order");
        assertThat(wrong(rules(new Rule(
                        "a",
                        new Match(null, null, Set.of(" return"), Set.of("thai")),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Set.of("Refunds"),
                        null,
                        null,
                        null))))
                .containsExactly(
                        "document.rules[0].when.labels",
                        "document.rules[0].when.languages",
                        "document.rules[0].skills");
        assertThat(wrong(new Policy(null, Set.of(""), null))).containsExactly("document.vipLabels");
    }

    @Test
    void aTeamHelpsOutAnotherTeam() {
        assertThat(wrong(rules(
                        new Rule("a", null, CARE, null, null, null, null, null, new Overflow(FIVE, CARE), null, null))))
                .containsExactly("document.rules[0].overflow.team");
    }

    @Test
    void absencesSayWhatHappensAndToWhom() {
        assertThat(wrong(new Policy(null, null, Map.of(Absence.GONE, new AbsenceRule(Then.TEAM, null, null)))))
                .containsExactly("document.absences.GONE.team");
        assertThat(wrong(new Policy(null, null, Map.of(Absence.OFF, new AbsenceRule(Then.QUEUE, null, CARE)))))
                .containsExactly("document.absences.OFF.team");
        assertThat(wrong(new Policy(null, null, Map.of(Absence.BUSY, new AbsenceRule(nothing(), FIVE, null)))))
                .containsExactly("document.absences.BUSY.then");
    }

    @Test
    void fiftyRulesAreEnough() {
        var many = IntStream.range(0, 51).mapToObj(it -> named("rule " + it)).toArray(Rule[]::new);

        assertThat(wrong(rules(many))).containsExactly("document.rules");
    }

    /** As when it was not sent. */
    @SuppressWarnings("NullAway")
    private static Then nothing() {
        return null;
    }

    private static List<String> wrong(Policy policy) {
        return PolicyCheck.of("document", policy, new PolicyCheck.Known(Set.of(CARE), Set.of(KETTLE))).stream()
                .map(InvalidField::field)
                .toList();
    }

    private static Policy rules(Rule... rules) {
        return new Policy(List.of(rules), null, null);
    }

    private static Rule named(@Nullable String name) {
        return new Rule(name, null, null, null, null, null, null, null, null, null, null);
    }

    private static Rule ordered(Order... order) {
        return new Rule("rule " + List.of(order), null, null, List.of(order), null, null, null, null, null, null, null);
    }
}
