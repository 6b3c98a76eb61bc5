package dev.tributary.routing;

import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.Handovers;
import dev.tributary.conversation.Handovers.Destination;
import dev.tributary.conversation.Handovers.Held;
import dev.tributary.conversation.ReplyService;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.TransferNotes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Handing a conversation on to somebody, with a word why, and handing it back. */
@ApplicationScoped
@RetriedOnConflict
public class Transfers {

    private final Handovers handovers;
    private final Receivers receivers;
    private final TransferRows rows;
    private final QueueEntries queue;
    private final ReplyService replies;
    private final TransferNotes notes;
    private final Clock clock;

    Transfers(
            Handovers handovers,
            Receivers receivers,
            TransferRows rows,
            QueueEntries queue,
            ReplyService replies,
            TransferNotes notes,
            Clock clock) {
        this.handovers = handovers;
        this.receivers = receivers;
        this.rows = rows;
        this.queue = queue;
        this.replies = replies;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * To an agent, whatever their duty and capacity: a person has said so. To a team it goes by the queue, and not back
     * to whoever had it. Handing it to whoever has it changes nothing.
     *
     * @param to an agent or a team
     * @param note for whoever gets it; colleagues read it in the thread
     */
    @Transactional
    public void transfer(ConversationId id, Receiver to, AgentId by, @Nullable String note) {
        var held = lock(id);
        var destination = receivers.require(held.store(), to);
        if (note == null) {
            notes.requireOptional(held.store());
        }
        if (to.agent() != null && to.agent().equals(held.assignee())) {
            return;
        }
        var one = List.of(held);
        var now = clock.instant();
        var transfers = rows.add(one, to, by, note, now);
        handovers.hand(one, destination, by, transfers);
        if (to.agent() == null) {
            queue.putAll(one, to.team());
        } else {
            queue.forgetTeam(one);
        }
        rows.explain("TRANSFERRED", one, to, by, now);
        if (note != null) {
            replies.note(id, by, "transfer-" + transfers.get(id), note);
        }
    }

    /**
     * Whoever it was handed to does not want it: it goes back to whoever had it, if they still work there, else to the
     * queue. Only as long as they have it and have not answered.
     */
    @Transactional
    public void refuse(ConversationId id, AgentId by, String reason) {
        var held = lock(id);
        var transfer = rows.pending(id, by)
                .filter(it -> by.equals(held.assignee()))
                .orElseThrow(
                        () -> new ProblemException(
                                HandoverProblem.NOT_REFUSABLE,
                                "Only who was handed it, still has it and has not answered can hand it back. Hand it on instead."));
        var one = List.of(held);
        var now = clock.instant();
        var from = transfer.from();
        var back = from != null && !from.equals(by) && receivers.worksFor(held.store(), from) ? from : null;
        rows.refuse(transfer.id(), reason, now);
        handovers.hand(one, new Destination(back, null, reason), by, Map.<ConversationId, UUID>of());
        queue.put(id, null, by);
        rows.explain("REFUSED", one, new Receiver(back, null), by, now);
    }

    private Held lock(ConversationId id) {
        return handovers.lock(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.UNKNOWN_CONVERSATION, "Check the id, or go back to the list."));
    }
}
