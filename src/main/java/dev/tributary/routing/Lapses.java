package dev.tributary.routing;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.conversation.ConversationService;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.time.WhileNotServing;
import dev.tributary.routing.SituationRows.Held;
import dev.tributary.routing.planning.Candidate;
import dev.tributary.routing.planning.Planner;
import dev.tributary.routing.planning.Situation;
import dev.tributary.routing.policy.Absence;
import dev.tributary.routing.policy.AbsenceRule;
import dev.tributary.routing.policy.AbsenceRule.Then;
import dev.tributary.routing.policy.Policies;
import dev.tributary.routing.policy.Policy;
import dev.tributary.store.StoreId;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what routing gave to somebody who does not look after it: they have not answered in the time that the policy
 * promises, or they are not there. What a person gave them stays theirs.
 */
@ApplicationScoped
class Lapses {

    private final Jdbi jdbi;
    private final Policies policies;
    private final SituationRows situations;
    private final QueueEntries queue;
    private final Decisions decisions;
    private final ConversationService conversations;
    private final RoutingConfig config;

    Lapses(
            Jdbi jdbi,
            Policies policies,
            SituationRows situations,
            QueueEntries queue,
            Decisions decisions,
            ConversationService conversations,
            RoutingConfig config) {
        this.jdbi = jdbi;
        this.policies = policies;
        this.situations = situations;
        this.queue = queue;
        this.decisions = decisions;
        this.conversations = conversations;
        this.config = config;
    }

    /** What is to be taken back, and why. */
    private record Lapse(Held held, Reason reason, @Nullable TeamId team, boolean notAgain) {}

    /** Kept as the reason of the decision. */
    enum Reason {
        NO_REPLY_IN_TIME,
        AGENT_BUSY,
        AGENT_AWAY,
        AGENT_OFF_DUTY,
        AGENT_GONE
    }

    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileNotServing.class)
    void takeBack() {
        jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM routing_policy WHERE active")
                        .mapTo(UUID.class)
                        .list())
                .forEach(it -> takeBack(new StoreId(it)));
    }

    /** @return how many went back to the queue */
    int takeBack(StoreId store) {
        var policy = policies.active(store).policy();
        if (!mayLapse(policy)) {
            return 0;
        }
        var situation = situations.withoutWaiting(store, policy.limitsRates());
        var absent = new ArrayList<Lapse>();
        var late = new ArrayList<Held>();
        for (var it : situations.held(store)) {
            absence(it, policy, situation).ifPresentOrElse(absent::add, () -> {
                if (isLate(it, policy, situation.now())) {
                    late.add(it);
                }
            });
        }
        return (int) Stream.concat(absent.stream(), helpFor(late, policy, situation))
                .filter(it -> takeBack(store, it))
                .count();
    }

    private static boolean mayLapse(Policy policy) {
        return policy.rules().stream().anyMatch(it -> it.firstReplyWithin() != null)
                || policy.absences().values().stream().anyMatch(it -> it.then() != Then.KEEP);
    }

    private Optional<Lapse> absence(Held held, Policy policy, Situation situation) {
        return situation.agents().stream()
                .filter(it -> it.id().equals(held.agent()))
                .findFirst()
                .flatMap(it -> absent(it, held, policy, situation.now()));
    }

    private Optional<Lapse> absent(Candidate agent, Held held, Policy policy, Instant now) {
        var absence = absence(agent);
        var rule = absence == null ? null : policy.absences().get(absence.why);
        if (absence == null
                || rule == null
                || rule.then() == Then.KEEP
                || absence.since.plus(rule.afterOrAtOnce()).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(new Lapse(held, absence.reason, team(rule), false));
    }

    private static @Nullable TeamId team(AbsenceRule rule) {
        return rule.then() == Then.TEAM ? rule.team() : null;
    }

    private record Absent(Absence why, Reason reason, Instant since) {}

    private @Nullable Absent absence(Candidate agent) {
        return switch (agent.duty()) {
            case BUSY -> new Absent(Absence.BUSY, Reason.AGENT_BUSY, agent.dutySince());
            case AWAY -> new Absent(Absence.AWAY, Reason.AGENT_AWAY, agent.dutySince());
            case OFF -> new Absent(Absence.OFF, Reason.AGENT_OFF_DUTY, agent.dutySince());
            case ON ->
                agent.connected() || agent.seenAt() == null
                        ? null
                        : new Absent(
                                Absence.GONE, Reason.AGENT_GONE, agent.seenAt().plus(config.grace()));
        };
    }

    private static boolean isLate(Held held, Policy policy, Instant now) {
        var within = policy.ruleFor(held.conversation()).firstReplyWithin();
        var since = held.unansweredSince();
        return within != null && since != null && !since.plus(within).isAfter(now);
    }

    /** Those of them that somebody else has room for, all together: somebody who is late is better than nobody. */
    private static Stream<Lapse> helpFor(List<Held> late, Policy policy, Situation situation) {
        if (late.isEmpty()) {
            return Stream.empty();
        }
        var again = new Situation(
                situation.now(),
                late.stream()
                        .map(it -> it.conversation().passingOver(it.agent()))
                        .toList(),
                situation.agents(),
                situation.weights());
        var helped = Planner.plan(again, policy, late.size()).assigned().stream()
                .map(it -> it.conversation().id())
                .collect(toUnmodifiableSet());
        return late.stream()
                .filter(it -> helped.contains(it.conversation().id()))
                .map(it -> new Lapse(it, Reason.NO_REPLY_IN_TIME, null, true));
    }

    private boolean takeBack(StoreId store, Lapse lapse) {
        var id = lapse.held.conversation().id();
        AgentId agent = lapse.held.agent();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (!conversations.takeBack(id, agent, lapse.reason == Reason.NO_REPLY_IN_TIME)) {
                    return false;
                }
                queue.put(id, lapse.team, lapse.notAgain ? agent : null);
                decisions.returned(store, id, agent, lapse.team, lapse.reason);
                return true;
            });
        } catch (RuntimeException e) {
            // The next look finds it again.
            Log.errorf(e, "Conversation %s was not taken back", id);
            return false;
        }
    }
}
