package dev.tributary.routing;

import static java.util.stream.Collectors.toMap;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationService.Chosen;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.routing.planning.Decision;
import dev.tributary.routing.planning.Decision.Outcome;
import dev.tributary.routing.planning.Planner;
import dev.tributary.routing.planning.Waiting;
import dev.tributary.routing.policy.Policies;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Gives conversations to agents: looks at the store, plans, claims, and writes down why. */
@ApplicationScoped
class Assignments {

    /** So few that colleagues do not notice the slots being held, so many that a long queue empties quickly. */
    static final int BATCH = 100;

    private final Jdbi jdbi;
    private final Policies policies;
    private final SituationRows situations;
    private final Claim claim;
    private final Decisions decisions;
    private final ConversationService conversations;
    private final ChangeLog changes;

    Assignments(
            Jdbi jdbi,
            Policies policies,
            SituationRows situations,
            Claim claim,
            Decisions decisions,
            ConversationService conversations,
            ChangeLog changes) {
        this.jdbi = jdbi;
        this.policies = policies;
        this.situations = situations;
        this.claim = claim;
        this.decisions = decisions;
        this.conversations = conversations;
        this.changes = changes;
    }

    /**
     * What came of one look at a store.
     *
     * @param given how many found an agent
     * @param full there may be more
     * @param held somebody's transaction holds what was to be given
     * @param again when time alone may change something; null: only news will
     */
    record Round(
            int given, boolean full, boolean held, @Nullable Instant again) {}

    /**
     * Gives away what the policy serves first.
     *
     * <p>One server at a time looks at a store, so that limits which count what was given just now, as that a minute, hold
     * too. Capacity would hold without it.
     */
    @RetriedOnConflict
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Round assignWaiting(StoreId store) {
        lockQueue(store);
        var active = policies.active(store);
        var situation = situations.of(store, active.policy().limitsRates());
        var plan = Planner.plan(situation, active.policy(), BATCH);
        var proposals = plan.assigned();
        var given = claim.take(store, proposals, situation.weights(), situation.now());
        decisions.keep(
                store,
                situation,
                active.version(),
                plan.decisions().stream()
                        .filter(it -> it.outcome() != Outcome.ASSIGNED
                                || given.containsKey(it.conversation().id()))
                        .toList());
        tell(store, proposals, given);
        return new Round(
                given.size(),
                proposals.size() == BATCH && !given.isEmpty(),
                given.size() < proposals.size(),
                plan.again());
    }

    private void tell(StoreId store, List<Decision> proposals, Map<ConversationId, AgentId> given) {
        if (given.isEmpty()) {
            return;
        }
        conversations.assignedByRouting(
                store,
                proposals.stream()
                        .filter(it -> given.containsKey(it.conversation().id()))
                        .collect(toMap(
                                it -> it.conversation().id(),
                                it -> new Chosen(
                                        Objects.requireNonNull(
                                                given.get(it.conversation().id())),
                                        it.merits().stream().map(Enum::name).toList()))));
        new HashSet<>(given.values()).forEach(it -> changes.record(store.value(), DutyView.CHANGED, it.value()));
    }

    /** Until the transaction ends. */
    private void lockQueue(StoreId store) {
        jdbi.useHandle(db -> db.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:queue, 0))")
                .bind("queue", "routing " + store)
                .mapTo(String.class)
                .list());
    }

    private List<Waiting> lineFor(AgentId agent, StoreId store) {
        var policy = policies.active(store).policy();
        return Planner.lineFor(agent, situations.of(store, policy.limitsRates()), policy);
    }

    /**
     * Takes what is served next in the store where somebody has waited longest, at an agent's own wish: neither duty nor
     * capacity stands against it, since they only limit what is pushed upon somebody.
     */
    @RetriedOnConflict
    @Transactional
    Optional<ConversationId> takeNext(AgentId agent, Set<StoreId> stores) {
        var line = stores.stream()
                .map(it -> lineFor(agent, it))
                .filter(it -> !it.isEmpty())
                .sorted(Comparator.comparing(it -> it.get(0).since()))
                .flatMap(List::stream)
                .map(it -> it.id().value())
                .toList();
        var next = jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.id FROM conversation c
                        JOIN unnest(:line) WITH ORDINALITY AS l (id, place) ON l.id = c.id
                        WHERE c.status = 'OPEN' AND c.assignee_id IS NULL
                        ORDER BY l.place LIMIT 1
                        FOR NO KEY UPDATE OF c SKIP LOCKED
                        """)
                .bindArray("line", UUID.class, line)
                .mapTo(UUID.class)
                .findOne()
                .map(ConversationId::new));
        next.ifPresent(it -> conversations.assign(it, Optional.of(agent), agent));
        return next;
    }
}
