package dev.tributary.routing.planning;

import static dev.tributary.routing.planning.Customer.KETTLE;
import static dev.tributary.routing.planning.Customer.NOON;
import static dev.tributary.routing.planning.Customer.TEAPOT;
import static dev.tributary.routing.planning.Customer.plan;
import static dev.tributary.routing.planning.Customer.policy;
import static dev.tributary.routing.planning.Rules.rule;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Decision.Outcome;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule.Choice;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.routing.policy.Rule.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final TeamId CARE = new TeamId(UUID.nameUUIDFromBytes(new byte[] {11}));
    private static final TeamId SALES = new TeamId(UUID.nameUUIDFromBytes(new byte[] {12}));
    private static final Duration DAY = Duration.ofDays(1);

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    private static List<ConversationId> served(Plan plan) {
        return plan.assigned().stream().map(it -> it.conversation().id()).toList();
    }

    private static @Nullable AgentId owner(Plan plan, Customer customer) {
        return plan.decisions().stream()
                .filter(it -> it.conversation().id().equals(customer.id()) && it.outcome() == Outcome.ASSIGNED)
                .map(Decision::agent)
                .findFirst()
                .orElse(null);
    }

    private static Map<AgentId, Long> shares(Plan plan) {
        return plan.assigned().stream().collect(groupingBy(Decision::agent, counting()));
    }

    private static List<Customer> customers(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> Customer.named("customer " + it).waiting(Duration.ofSeconds(count - it)))
                .toList();
    }

    @Nested
    class WhoIsServedFirst {

        private final Customer old = Customer.named("old").waiting(minutes(30));
        private final Customer closing =
                Customer.named("closing").waiting(minutes(20)).windowEndsIn(minutes(5));
        private final Customer vip = Customer.named("vip").waiting(minutes(10)).labelled("vip");
        private final Customer closingLater =
                Customer.named("closing later").waiting(minutes(25)).windowEndsIn(minutes(50));

        @Test
        void theLongestWaiting() {
            assertOrder(List.of(Order.LONGEST_WAITING), old, closingLater, closing, vip);
        }

        @Test
        void theWindowThatClosesFirstAndNoWindowLast() {
            assertOrder(List.of(Order.WINDOW_FIRST), closing, closingLater, old, vip);
        }

        @Test
        void vipsWhateverTheCaseOfTheLabel() {
            assertOrder(List.of(Order.VIP_FIRST), vip, old, closingLater, closing);
        }

        @Test
        void theFirstOrderThatTellsThemApart() {
            var closingVip = Customer.named("both")
                    .waiting(minutes(1))
                    .labelled("VIP", "new")
                    .windowEndsIn(minutes(3));

            assertOrder(List.of(Order.VIP_FIRST, Order.WINDOW_FIRST), closingVip, vip, closing, closingLater, old);
        }

        @Test
        void theFirstReplyThatIsDueFirst() {
            assertOrder(List.of(Order.SLA_FIRST), old, closingLater, closing, vip);
        }

        @Test
        void onlyAsManyAsThereIsRoomFor() {
            var one = Somebody.named("Mina").capacity(100);

            assertThat(served(plan(policy(rule().order(Order.VIP_FIRST).get()), List.of(old, closing, vip), one)))
                    .containsExactly(vip.id());
        }

        private void assertOrder(List<Order> order, Customer... expected) {
            var plan = plan(
                    policy(rule().order(order.toArray(Order[]::new))
                            .firstReplyWithin(minutes(15))
                            .get()),
                    Stream.of(expected)
                            .sorted((a, b) -> a.id().toString().compareTo(b.id().toString()))
                            .toList(),
                    Somebody.named("Mina"));

            assertThat(served(plan))
                    .containsExactlyElementsOf(
                            Stream.of(expected).map(Customer::id).toList());
        }
    }

    @Nested
    class BetweenRules {

        private final Match teapots = new Match(Set.of(TEAPOT), null, null, null);

        @Test
        void theFirstThatMatchesApplies() {
            var mina = Somebody.named("Mina").in(CARE);
            var jo = Somebody.named("Jo").in(SALES);
            var policy = policy(
                    rule().named("teapots").when(teapots).team(CARE).get(),
                    rule().named("all").team(SALES).get(),
                    rule().named("never").team(CARE).get());
            var teapot = Customer.named("teapot").on(TEAPOT);
            var kettle = Customer.named("kettle").on(KETTLE);

            var plan = plan(policy, List.of(teapot, kettle), mina, jo);

            assertThat(owner(plan, teapot)).isEqualTo(mina.id());
            assertThat(owner(plan, kettle)).isEqualTo(jo.id());
            assertThat(plan.decisions()).extracting(Decision::rule).containsExactlyInAnyOrder("teapots", "all");
        }

        @Test
        void whatNoRuleIsForGoesByTheDefault() {
            var policy = policy(rule().when(teapots).team(CARE).get());
            var jo = Somebody.named("Jo");

            var plan = plan(policy, List.of(Customer.named("kettle").on(KETTLE)), jo);

            assertThat(plan.assigned()).extracting(Decision::rule).containsExactly("");
        }

        @Test
        void noneStarvesAnother() {
            // One rule has a thousand waiting, the other two who came in between: they are served in between.
            var policy =
                    policy(rule().when(teapots).get(), rule().named("kettles").get());
            var many = IntStream.range(0, 1_000)
                    .mapToObj(it -> Customer.named("teapot " + it).on(TEAPOT).waiting(Duration.ofSeconds(1_000 - it)))
                    .toList();
            var early = Customer.named("early").waiting(Duration.ofSeconds(999));
            var late = Customer.named("late").waiting(Duration.ofSeconds(500));

            var plan = plan(
                    policy,
                    Stream.concat(many.stream(), Stream.of(early, late)).toList(),
                    Somebody.named("Mina").capacity(60_000));

            assertThat(served(plan)).hasSize(600);
            assertThat(served(plan).indexOf(early.id())).isBetween(1, 2);
            assertThat(served(plan).indexOf(late.id())).isBetween(500, 502);
        }

        @Test
        void whoNobodyMayTakeHoldsNobodyUp() {
            var policy = policy(rule().when(teapots).team(CARE).get(), rule().get());
            var stuck = IntStream.range(0, 300)
                    .mapToObj(it -> Customer.named("stuck " + it).on(TEAPOT).waiting(minutes(60)))
                    .toList();
            var kettle = Customer.named("kettle");

            var plan = plan(
                    policy, Stream.concat(stuck.stream(), Stream.of(kettle)).toList(), Somebody.named("Mina"));

            assertThat(served(plan)).containsExactly(kettle.id());
        }
    }

    @Nested
    class Sticky {

        private final Somebody mina = Somebody.named("Mina").load(500);
        private final Somebody jo = Somebody.named("Jo");
        private final Customer kari = Customer.named("kari").queued(minutes(1));

        private Plan plan(Rules rule) {
            return Customer.plan(policy(rule.get()), List.of(kari), mina, jo);
        }

        @Test
        void whoeverServedTheCustomerComesFirstHoweverBusy() {
            kari.servedBy(mina, DAY, true);

            var plan = plan(rule().sticky(DAY, false, null));

            assertThat(owner(plan, kari)).isEqualTo(mina.id());
            assertThat(plan.assigned().get(0).merits()).containsExactly(Merit.LAST_SERVED);
        }

        @Test
        void itCountsOnAnotherAccountOnlyWhereTheRuleSaysSo() {
            kari.servedBy(mina, DAY, false);

            assertThat(owner(plan(rule().sticky(DAY, true, null)), kari)).isEqualTo(mina.id());
            assertThat(owner(plan(rule().sticky(DAY, false, null)), kari)).isEqualTo(jo.id());
        }

        @Test
        void itExpires() {
            kari.servedBy(mina, DAY.plusSeconds(1), true);

            assertThat(owner(plan(rule().sticky(DAY, true, null)), kari)).isEqualTo(jo.id());
            assertThat(owner(plan(rule()), kari)).isEqualTo(jo.id());
        }

        @Test
        void itCostsNobodyTheirPlaceInTheTeam() {
            kari.servedBy(mina, DAY, true);
            jo.in(CARE);

            assertThat(owner(plan(rule().team(CARE).sticky(DAY, true, minutes(5))), kari))
                    .isEqualTo(jo.id());
        }

        @Test
        void theCustomerWaitsForThemAsLongAsTheRuleSays() {
            kari.servedBy(mina, DAY, true);
            mina.load(800);

            var plan = plan(rule().sticky(DAY, true, minutes(2)));

            var held = plan.decisions().get(0);
            assertThat(held.outcome()).isEqualTo(Outcome.HELD);
            assertThat(held.agent()).isEqualTo(mina.id());
            assertThat(held.until()).isEqualTo(NOON.plusSeconds(60));
            assertThat(plan.again()).isEqualTo(NOON.plusSeconds(60));
        }

        @Test
        void andNotLonger() {
            kari.servedBy(mina, DAY, true).queued(minutes(2));
            mina.load(800);

            assertThat(owner(plan(rule().sticky(DAY, true, minutes(2))), kari)).isEqualTo(jo.id());
        }

        @Test
        void nobodyWaitsForSomebodyWhoWentHome() {
            kari.servedBy(mina, DAY, true);
            mina.who(Duty.OFF);

            assertThat(owner(plan(rule().sticky(DAY, true, minutes(2))), kari)).isEqualTo(jo.id());
        }

        @Test
        void roomIsKeptForWhomTheyKnowWhileOthersHaveRoom() {
            mina.load(700);
            var stranger = Customer.named("stranger").waiting(minutes(30));
            kari.servedBy(mina, DAY, true);
            jo.load(700);

            var plan = Customer.plan(policy(rule().sticky(DAY, true, null).get()), List.of(stranger, kari), mina, jo);

            assertThat(owner(plan, kari)).isEqualTo(mina.id());
            assertThat(owner(plan, stranger)).isEqualTo(jo.id());
        }
    }

    @Nested
    class Helping {

        private final Somebody own = Somebody.named("Mina").in(CARE);
        private final Somebody helper = Somebody.named("Jo").in(SALES);
        private final Somebody anybody = Somebody.named("Li");
        private final Customer kari = Customer.named("kari");

        private Plan plan(Rules rule) {
            return Customer.plan(policy(rule.get()), List.of(kari), own, helper, anybody);
        }

        @Test
        void nobodyHelpsBeforeItsTime() {
            own.load(800);
            kari.queued(minutes(4));

            var plan = plan(rule().team(CARE).overflow(minutes(5), SALES));

            assertThat(plan.decisions()).extracting(Decision::outcome).containsExactly(Outcome.NOBODY);
            assertThat(plan.again()).isEqualTo(NOON.plusSeconds(60));
        }

        @Test
        void thenTheOtherTeamDoes() {
            own.load(800);
            kari.queued(minutes(5));

            var plan = plan(rule().team(CARE).overflow(minutes(5), SALES));

            assertThat(owner(plan, kari)).isEqualTo(helper.id());
            assertThat(plan.assigned().get(0).merits()).contains(Merit.HELPS_OUT);
        }

        @Test
        void orEverybody() {
            own.load(800);
            helper.load(800);
            kari.queued(minutes(5));

            assertThat(owner(plan(rule().team(CARE).overflow(minutes(5), null)), kari))
                    .isEqualTo(anybody.id());
        }

        @Test
        void whoBecomesFreeInItsOwnTeamMayStillTakeIt() {
            helper.who(Duty.OFF);
            kari.queued(minutes(5));

            var plan = plan(rule().team(CARE).overflow(minutes(5), SALES));

            assertThat(owner(plan, kari)).isEqualTo(own.id());
            assertThat(plan.assigned().get(0).merits()).contains(Merit.IN_TEAM).doesNotContain(Merit.HELPS_OUT);
        }

        @Test
        void theTeamItWasHandedToStandsAboveTheRules() {
            kari.handedTo(SALES);

            assertThat(owner(plan(rule().team(CARE)), kari)).isEqualTo(helper.id());
        }
    }

    @Nested
    class WhomOfThose {

        @Test
        void leastLoadedLevelsTheLoad() {
            var plan = plan(
                    policy(rule().choose(Choice.LEAST_LOADED).get()),
                    customers(9),
                    Somebody.named("Mina").load(400),
                    Somebody.named("Jo").load(100),
                    Somebody.named("Li"));

            // Five more in all than the nine: three get to the level of 4 or 5 each.
            assertThat(shares(plan).values()).containsExactlyInAnyOrder(1L, 4L, 4L);
        }

        @Test
        void roundRobinGivesEverybodyTheirTurnWhateverTheyHave() {
            var team = IntStream.range(0, 7)
                    .mapToObj(it -> Somebody.named("agent " + it)
                            .capacity(10_000)
                            .load(it * 300)
                            .lastAssigned(NOON.minusSeconds(it)))
                    .toArray(Somebody[]::new);

            var plan = plan(policy(rule().choose(Choice.ROUND_ROBIN).get()), customers(45), team);

            assertThat(shares(plan)).hasSize(7);
            assertThat(shares(plan).values()).allSatisfy(it -> assertThat(it).isBetween(6L, 7L));
            assertThat(plan.assigned().get(0).agent()).isEqualTo(team[6].id());
        }

        @Test
        void weightedGivesTwiceTheCapacityTwiceTheWork() {
            var small = Somebody.named("Mina").capacity(1_000);
            var large = Somebody.named("Jo").capacity(2_000);

            var plan = plan(policy(rule().choose(Choice.WEIGHTED).get()), customers(15), small, large);

            assertThat(shares(plan)).containsEntry(small.id(), 5L).containsEntry(large.id(), 10L);
        }

        @Test
        void amongEqualsWhoeverHasGoneLongestWithout() {
            var mina = Somebody.named("Mina").lastAssigned(NOON.minusSeconds(10));
            var jo = Somebody.named("Jo").lastAssigned(NOON.minusSeconds(20));

            assertThat(plan(policy(rule().get()), customers(1), mina, jo)
                            .assigned()
                            .get(0)
                            .agent())
                    .isEqualTo(jo.id());
        }

        @Test
        void whoSpeaksTheLanguageFirstAndOthersOnlyWhereItIsNotRequired() {
            var thai = Somebody.named("Mina").speaks("th").load(700);
            var other = Somebody.named("Jo");
            var two = List.of(
                    Customer.named("a").speaking("th").waiting(minutes(2)),
                    Customer.named("b").speaking("th").waiting(minutes(1)));

            var preferred = plan(policy(rule().language(LanguageUse.PREFER).get()), two, thai, other);
            var required = plan(policy(rule().language(LanguageUse.REQUIRE).get()), two, thai, other);

            assertThat(preferred.assigned()).extracting(Decision::agent).containsExactly(thai.id(), other.id());
            assertThat(required.assigned()).extracting(Decision::agent).containsExactly(thai.id());
        }

        @Test
        void aCommentWeighsLess() {
            var mina = Somebody.named("Mina").capacity(200);
            var comments = customers(9);
            comments.forEach(it -> it.on(Surface.COMMENT));

            assertThat(plan(policy(rule().get()), comments, mina).assigned()).hasSize(5);
        }

        @Test
        void aLimitAMinuteIsLookedAtAgainOnceItAllowsMore() {
            var mina = Somebody.named("Mina").justAssigned(NOON.minusSeconds(50), NOON.minusSeconds(20));

            var plan = plan(policy(rule().perMinute(3).get()), customers(4), mina);

            assertThat(plan.assigned()).hasSize(1);
            assertThat(plan.again()).isEqualTo(NOON.plusSeconds(10));
        }
    }

    @Test
    void thePlanEndsWithWhatWasAskedFor() {
        var situation = new Situation(
                NOON,
                customers(9).stream().map(Customer::waiting).toList(),
                List.of(Somebody.named("Mina").capacity(9_000).candidate()),
                Customer.WEIGHTS);

        assertThat(Planner.plan(situation, Policy.DEFAULT, 4).assigned()).hasSize(4);
    }
}
