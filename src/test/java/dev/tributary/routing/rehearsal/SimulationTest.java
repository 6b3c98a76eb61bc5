package dev.tributary.routing.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Duty;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.planning.Weights;
import dev.tributary.routing.policy.Policies.Active;
import dev.tributary.routing.policy.Policy;
import dev.tributary.routing.policy.Rule;
import dev.tributary.routing.policy.Rule.Overflow;
import dev.tributary.routing.rehearsal.Figures.Share;
import dev.tributary.routing.rehearsal.Past.Held;
import dev.tributary.routing.rehearsal.Past.Person;
import dev.tributary.routing.rehearsal.Past.Presence;
import dev.tributary.routing.rehearsal.Past.Served;
import dev.tributary.routing.rehearsal.Simulation.TooLargeException;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId KETTLE = new AccountId(new UUID(4, 1));
    private static final TeamId CARE = new TeamId(new UUID(5, 1));

    private final List<Demand> demand = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final Map<UUID, Served> served = new HashMap<>();
    private Instant to = NINE.plus(DAY);

    private static Instant minute(int count) {
        return NINE.plusSeconds(60L * count);
    }

    private void customer(int number, int opensAt, @Nullable Integer replyTakes, @Nullable Integer handling) {
        demand.add(new Demand(
                new ConversationId(new UUID(2, number)),
                new UUID(3, number),
                KETTLE,
                Surface.DM,
                Set.of(),
                null,
                minute(opensAt),
                List.of(minute(opensAt)),
                replyTakes == null ? null : Duration.ofMinutes(replyTakes),
                handling == null ? null : Duration.ofMinutes(handling)));
    }

    private AgentId agent(String name, int capacity, Set<TeamId> teams) {
        return agent(name, teams, new Presence(NINE, Duty.ON, true, capacity));
    }

    private AgentId agent(String name, Set<TeamId> teams, Presence... presence) {
        var id = new AgentId(new UUID(1, people.size() + 1L));
        people.add(new Person(id, name, teams, Set.of(), Set.of(), Map.of(), List.of(presence), false));
        return id;
    }

    private Past past() {
        return new Past(NINE, to, demand, people, held, served, new Weights(100, 40, 100), Duration.ofDays(2));
    }

    private Figures rehearse(Policy policy) throws TooLargeException {
        var past = past();
        return Tally.of(past, new Active(1, policy), Simulation.run(past, policy));
    }

    private static Policy one(@Nullable TeamId team, @Nullable Overflow overflow, @Nullable Duration firstReplyWithin) {
        return new Policy(
                List.of(new Rule("all", null, team, null, null, null, null, null, overflow, null, firstReplyWithin)),
                null,
                null);
    }

    @Test
    void whoComesWhileThereIsRoomWaitsForNobody() throws TooLargeException {
        agent("Mina", 2, Set.of());
        customer(1, 1, 1, 10);
        customer(2, 2, 1, 10);

        var figures = rehearse(Policy.DEFAULT);

        assertThat(figures.assigned()).isEqualTo(2);
        assertThat(figures.waiting().max()).isZero();
        assertThat(figures.waiting().histogram().get(0).conversations()).isEqualTo(2);
    }

    @Test
    void theOthersWaitUntilSomethingIsDone() throws TooLargeException {
        agent("Mina", 1, Set.of());
        customer(1, 0, 1, 10);
        customer(2, 1, 1, 10);
        customer(3, 2, 1, 10);

        var figures = rehearse(Policy.DEFAULT);

        // 0, 9 and 18 minutes.
        assertThat(figures.waiting().p50()).isEqualTo(540);
        assertThat(figures.waiting().p95()).isEqualTo(1_080);
        assertThat(figures.waiting().max()).isEqualTo(1_080);
        assertThat(figures.waiting().histogram())
                .extracting(Figures.Bar::conversations)
                .containsExactly(1, 0, 0, 1, 1, 0, 0, 0);
    }

    @Test
    void dutyConnectionAndCapacityAreThoseOfThatTime() throws TooLargeException {
        agent(
                "Mina",
                Set.of(),
                new Presence(minute(-600), Duty.OFF, false, 1),
                new Presence(minute(30), Duty.ON, false, 1),
                new Presence(minute(31), Duty.ON, true, 1),
                new Presence(minute(40), Duty.ON, true, 2),
                new Presence(minute(50), Duty.BUSY, true, 9));
        customer(1, 1, null, 300);
        customer(2, 2, null, 300);
        customer(3, 55, null, 300);

        var given = Simulation.run(past(), Policy.DEFAULT);

        assertThat(given.get(0).at()).isEqualTo(minute(31));
        assertThat(given.get(1).at()).isEqualTo(minute(40));
        assertThat(given.get(2)).isNull();
    }

    @Test
    void whatAgentsHadTakesTheirRoomUntilItIsDone() throws TooLargeException {
        var mina = agent("Mina", 2, Set.of());
        held.add(new Held(mina, KETTLE, Surface.DM, minute(20)));
        held.add(new Held(mina, KETTLE, Surface.DM, null));
        customer(1, 1, 1, 10);

        assertThat(Simulation.run(past(), Policy.DEFAULT).get(0).at()).isEqualTo(minute(20));
    }

    @Test
    void whoNobodyEverFinishedWithTakesAsLongAsOthers() throws TooLargeException {
        agent("Mina", 1, Set.of());
        customer(1, 0, null, null);
        customer(2, 1, 1, 7);
        customer(3, 60, 1, 7);

        assertThat(Simulation.run(past(), Policy.DEFAULT).get(1).at()).isEqualTo(minute(7));
    }

    @Test
    void whoeverServedSomebodyServesThemAgain() throws TooLargeException {
        agent("Mina", 5, Set.of());
        var jo = agent("Jo", 5, Set.of());
        served.put(new UUID(3, 1), new Served(jo, KETTLE, minute(-60)));
        customer(1, 1, 1, 2);
        customer(2, 1, 1, 2);
        demand.add(new Demand(
                new ConversationId(new UUID(2, 9)),
                new UUID(3, 1),
                KETTLE,
                Surface.COMMENT,
                Set.of(),
                null,
                minute(60),
                List.of(),
                null,
                null));

        var given = Simulation.run(past(), Policy.DEFAULT);

        assertThat(given.get(0).agent()).isEqualTo(jo);
        assertThat(given.get(2).agent()).isEqualTo(jo);
    }

    @Test
    void helpComesAtItsTimeWithoutAnybodyElseDoingAnything() throws TooLargeException {
        agent("Mina", Set.of(CARE), new Presence(NINE, Duty.OFF, false, 5));
        agent("Jo", 5, Set.of());
        customer(1, 1, 1, 10);

        var figures = rehearse(one(CARE, new Overflow(Duration.ofMinutes(5), null), null));

        assertThat(figures.overflowed()).isOne();
        assertThat(figures.waiting().max()).isEqualTo(300);
    }

    @Test
    void repliesThatComeTooLateAndNeverAreCounted() throws TooLargeException {
        agent("Mina", 1, Set.of());
        customer(1, 0, 3, 30);
        customer(2, 0, 3, 30);
        customer(3, 0, 3, 3_000);
        customer(4, 0, 3, 30);

        var figures = rehearse(one(null, null, Duration.ofMinutes(5)));

        assertThat(figures.promised()).isEqualTo(4);
        assertThat(figures.late()).isEqualTo(3);
        assertThat(figures.neverAssigned()).isOne();
    }

    @Test
    void aWindowIsMissedWhenItClosesBeforeAnybodyHasTheConversation() throws TooLargeException {
        to = NINE.plus(Duration.ofDays(5));
        agent("Mina", Set.of(), new Presence(NINE, Duty.OFF, true, 5), new Presence(minute(49 * 60), Duty.ON, true, 1));
        customer(1, 0, 1, 60 * 24 * 9);
        customer(2, 60 * 2, 1, 1);
        customer(3, 60 * 100, 1, 1);

        // The first was given too late, the second never; the third's is open still.
        assertThat(rehearse(Policy.DEFAULT).windowsMissed()).isEqualTo(2);
    }

    @Test
    void sharesAreOfEverybodyWhoWasThere() throws TooLargeException {
        agent("Mina", 9, Set.of(CARE));
        agent("Jo", 9, Set.of());
        agent("Li", Set.of(), new Presence(NINE, Duty.OFF, true, 9));
        customer(1, 0, 1, 9);
        customer(2, 0, 1, 9);

        var figures = rehearse(one(CARE, null, null));

        assertThat(figures.shares()).extracting(Share::name).containsExactly("Mina", "Jo");
        assertThat(figures.shares()).extracting(Share::conversations).containsExactly(2, 0);
        assertThat(figures.fairness()).isCloseTo(0.5, within(1e-9));
        assertThat(rehearse(one(null, null, null)).fairness()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void whatComesAgainWhileItWaitsIsServedAtOnce() throws TooLargeException {
        agent("Mina", Set.of(), new Presence(NINE, Duty.OFF, true, 1), new Presence(minute(90), Duty.ON, true, 1));
        customer(1, 0, 1, 10);
        demand.add(new Demand(
                new ConversationId(new UUID(2, 1)),
                new UUID(3, 1),
                KETTLE,
                Surface.DM,
                Set.of(),
                null,
                minute(60),
                List.of(minute(60)),
                null,
                null));

        var given = Simulation.run(past(), Policy.DEFAULT);

        assertThat(given).allSatisfy(it -> assertThat(it.at()).isEqualTo(minute(90)));
    }

    @Test
    void theSameIsAlwaysTheSame() throws TooLargeException {
        IntStream.range(0, 12).forEach(it -> agent("agent " + it, 1 + it % 3, Set.of()));
        IntStream.range(0, 2_000).forEach(it -> customer(it, it * 7 % 1_400, 1 + it % 4, 5 + it % 11));

        var first = rehearse(Policy.DEFAULT);

        assertThat(first.assigned()).isGreaterThan(1_900);
        assertThat(rehearse(Policy.DEFAULT)).isEqualTo(first);
    }

    @Test
    void itIsGivenUpBeforeItTakesForEver() {
        IntStream.range(0, 200).forEach(it -> agent("agent " + it, 9, Set.of()));
        IntStream.range(0, 5_000).forEach(it -> customer(it, it % 1_400, 1, 5));

        // Nobody of the team is there, and everybody else is.
        assertThatThrownBy(() -> rehearse(one(CARE, null, null))).isInstanceOf(TooLargeException.class);
    }
}
