package dev.tributary.routing.planning;

import static dev.tributary.routing.planning.Customer.KETTLE;
import static dev.tributary.routing.planning.Customer.NOON;
import static dev.tributary.routing.planning.Customer.TEAPOT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Decision.Outcome;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.Choice;
import dev.tributary.routing.policy.Rule.LanguageUse;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.routing.policy.Rule.Order;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every plan, whatever the situation and the policy: here, for some thousands by chance. */
class PlanPropertiesTest {

    private static final List<TeamId> TEAMS =
            IntStream.range(0, 3).mapToObj(it -> new TeamId(new UUID(7, it))).toList();

    private final Random chance = new Random();

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanKeepsEveryLimitAndIsAlwaysTheSame(int seed) {
        chance.setSeed(seed);
        for (var round = 0; round < 50; round++) {
            var situation = situation();
            var policy = policy();

            var plan = Planner.plan(situation, policy, 1_000);

            assertLimitsHold(situation, policy, plan);
            assertThat(Planner.plan(situation, policy, 1_000)).isEqualTo(plan);
            assertThat(Planner.plan(shuffled(situation), policy, 1_000)).isEqualTo(plan);
        }
    }

    /** Counts anew, from the decisions alone. */
    private static void assertLimitsHold(Situation situation, Policy policy, Plan plan) {
        var agents = new HashMap<AgentId, Candidate>();
        situation.agents().forEach(it -> agents.put(it.id(), it));
        var load = new HashMap<AgentId, Integer>();
        var taken = new HashMap<AgentId, Map<AccountId, Integer>>();
        var got = new HashMap<AgentId, Integer>();
        var decided = new HashSet<ConversationId>();
        for (var decision : plan.decisions()) {
            var it = decision.conversation();
            var rule = policy.ruleFor(it);
            assertThat(decided.add(it.id())).isTrue();
            assertThat(decision.rule()).isEqualTo(rule.name());
            assertThat(decision.candidates()).hasSameSizeAs(situation.agents());
            if (decision.outcome() != Outcome.ASSIGNED) {
                continue;
            }
            var agent = requireNonNull(agents.get(requireNonNull(decision.agent())));
            assertThat(agent.duty()).isEqualTo(Duty.ON);
            assertThat(agent.connected()).isTrue();
            assertThat(it.passedOver()).doesNotContain(agent.id());
            assertThat(agent.skills()).containsAll(rule.skills());
            var units = load.merge(agent.id(), situation.weights().of(it.surface()), Integer::sum);
            assertThat(agent.load() + units).isLessThanOrEqualTo(agent.capacity());
            var ofAccount =
                    taken.computeIfAbsent(agent.id(), any -> new HashMap<>()).merge(it.account(), 1, Integer::sum);
            assertThat(ofAccount).isLessThanOrEqualTo(agent.room().getOrDefault(it.account(), Integer.MAX_VALUE));
            var now = got.merge(agent.id(), 1, Integer::sum)
                    + (int) agent.justAssigned().stream()
                            .filter(at -> at.isAfter(NOON.minusSeconds(60)))
                            .count();
            if (rule.perMinute() != null) {
                assertThat(now).isLessThanOrEqualTo(rule.perMinute());
            }
        }
    }

    private Situation shuffled(Situation it) {
        var waiting = new ArrayList<>(it.waiting());
        Collections.shuffle(waiting, chance);
        return new Situation(it.now(), waiting, it.agents(), it.weights());
    }

    private Situation situation() {
        var agents =
                IntStream.range(0, chance.nextInt(12)).mapToObj(this::somebody).toList();
        return new Situation(
                NOON,
                IntStream.range(0, chance.nextInt(60))
                        .mapToObj(it -> customer(it, agents).waiting())
                        .toList(),
                agents.stream().map(Somebody::candidate).toList(),
                Customer.WEIGHTS);
    }

    private Somebody somebody(int number) {
        var agent = Somebody.named("agent " + number)
                .who(often() ? Duty.ON : one(Duty.values()))
                .connected(often())
                .capacity(100 * chance.nextInt(8))
                .load(20 * chance.nextInt(25))
                .skilledIn(some("refunds", "sizes"))
                .speaks(some("th", "vi", "en"))
                .in(TEAMS.stream().filter(it -> chance.nextBoolean()).toArray(TeamId[]::new))
                .lastAssigned(NOON.minusSeconds(chance.nextInt(1_000)))
                .justAssigned(IntStream.range(0, chance.nextInt(4))
                        .mapToObj(it -> NOON.minusSeconds(chance.nextInt(90)))
                        .toArray(java.time.Instant[]::new));
        return chance.nextInt(3) == 0 ? agent.room(Map.of(KETTLE, chance.nextInt(3))) : agent;
    }

    private Customer customer(int number, List<Somebody> agents) {
        var customer = Customer.named("customer " + number)
                .on(chance.nextBoolean() ? KETTLE : TEAPOT)
                .on(one(Surface.values()))
                .labelled(some("VIP", "return"))
                .speaking(chance.nextInt(4) == 0 ? null : one("th", "vi", "en"))
                .waiting(Duration.ofSeconds(chance.nextInt(600)));
        if (chance.nextBoolean()) {
            customer.windowEndsIn(Duration.ofSeconds(chance.nextInt(600)));
        }
        if (!often()) {
            customer.handedTo(TEAMS.get(chance.nextInt(TEAMS.size())));
        }
        if (!agents.isEmpty()) {
            if (chance.nextBoolean()) {
                customer.servedBy(one(agents), Duration.ofHours(chance.nextInt(48)), chance.nextBoolean());
            }
            if (!often()) {
                customer.passedOver(one(agents));
            }
        }
        return customer;
    }

    private Policy policy() {
        return new Policy(
                IntStream.range(0, chance.nextInt(4)).mapToObj(this::rule).toList(), Set.of("VIP"), Map.of());
    }

    private Rule rule(int number) {
        var rule = Rules.rule()
                .named("rule " + number)
                .when(new Match(
                        chance.nextBoolean() ? Set.of(KETTLE) : Set.of(),
                        chance.nextBoolean() ? Set.of(one(Surface.values())) : Set.of(),
                        Set.of(some("return")),
                        Set.of()))
                .order(one(Order.values()), Order.LONGEST_WAITING)
                .choose(one(Choice.values()))
                .language(one(LanguageUse.values()))
                .skills(often() ? new String[0] : some("refunds", "sizes"))
                .perMinute(chance.nextBoolean() ? null : 1 + chance.nextInt(4))
                .firstReplyWithin(Duration.ofMinutes(5));
        if (chance.nextBoolean()) {
            rule.team(TEAMS.get(chance.nextInt(TEAMS.size())));
        }
        if (chance.nextBoolean()) {
            rule.sticky(Duration.ofHours(24), chance.nextBoolean(), Duration.ofSeconds(chance.nextInt(300)));
        }
        if (chance.nextBoolean()) {
            rule.overflow(
                    Duration.ofSeconds(1 + chance.nextInt(400)),
                    chance.nextBoolean() ? null : TEAMS.get(chance.nextInt(TEAMS.size())));
        }
        return rule.get();
    }

    private boolean often() {
        return chance.nextInt(4) > 0;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[chance.nextInt(of.length)];
    }

    private <T> T one(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    private String[] some(String... of) {
        return Stream.of(of).filter(it -> chance.nextBoolean()).toArray(String[]::new);
    }
}
