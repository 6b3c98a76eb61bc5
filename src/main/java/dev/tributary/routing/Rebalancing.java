package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.Handovers;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Moves much of an agent's open work at once: somebody fell ill, or has far more than the others. */
@ApplicationScoped
@RetriedOnConflict
public class Rebalancing {

    private final Jdbi jdbi;
    private final Handovers handovers;
    private final Receivers receivers;
    private final TransferRows rows;
    private final QueueEntries queue;
    private final Audit audit;
    private final Clock clock;

    Rebalancing(
            Jdbi jdbi,
            Handovers handovers,
            Receivers receivers,
            TransferRows rows,
            QueueEntries queue,
            Audit audit,
            Clock clock) {
        this.jdbi = jdbi;
        this.handovers = handovers;
        this.receivers = receivers;
        this.rows = rows;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Which of an agent's open conversations.
     *
     * @param only of these; empty for all of the store
     * @param unansweredOnly of these those in which the customer waits for an answer
     */
    public record Selection(StoreId store, AgentId from, Optional<Set<ConversationId>> only, boolean unansweredOnly) {}

    /**
     * All or nothing. What goes to the queue does not come back to the agent by itself.
     *
     * @return how many
     */
    @Transactional
    public int move(Selection which, Receiver to, AgentId by) {
        var destination = receivers.require(which.store(), to);
        if (which.from().equals(to.agent())) {
            return 0;
        }
        var moved = handovers.lock(open(which)).stream()
                .filter(it ->
                        it.open() && which.from().equals(it.assignee()) && (it.unanswered() || !which.unansweredOnly()))
                .toList();
        if (moved.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        handovers.hand(moved, destination, by, rows.add(moved, to, by, null, now));
        if (to.agent() == null) {
            queue.putAll(moved, to.team());
        } else {
            queue.forgetTeam(moved);
        }
        rows.explain("TRANSFERRED", moved, to, by, now);
        audit.record(
                by,
                which.store().value(),
                "routing.rebalanced",
                which.from().toString(),
                moved.size() + " → " + (to.agent() != null ? to.agent() : to.team() != null ? to.team() : "queue"));
        return moved.size();
    }

    /** As it looks before they are locked. */
    private List<ConversationId> open(Selection which) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT id FROM conversation
                        WHERE assignee_id = :from AND store_id = :store AND status = 'OPEN'
                            AND (:all OR id = ANY(:only)) AND (NOT :unanswered OR waiting_since IS NOT NULL)
                        """)
                .bind("from", which.from().value())
                .bind("store", which.store().value())
                .bind("all", which.only().isEmpty())
                .bindArray(
                        "only",
                        UUID.class,
                        which.only().stream()
                                .flatMap(Set::stream)
                                .map(ConversationId::value)
                                .toList())
                .bind("unanswered", which.unansweredOnly())
                .mapTo(UUID.class)
                .map(ConversationId::new)
                .list());
    }
}
