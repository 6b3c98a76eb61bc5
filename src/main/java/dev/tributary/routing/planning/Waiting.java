package dev.tributary.routing.planning;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.store.AccountId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open conversation that nobody has.
 *
 * @param since the customer has waited for an answer since then
 * @param queuedAt it came to the queue, possibly back to it
 * @param windowEnds the platform takes no answer from then on; null where there is no window
 * @param team that it was handed to; stands above the rule's
 * @param passedOver who had it and did not answer in time, or refused it
 * @param served who served this person last, if anybody did
 */
public record Waiting(
        ConversationId id,
        AccountId account,
        Surface surface,
        Set<String> labels,
        @Nullable String language,
        Instant since,
        Instant queuedAt,
        @Nullable Instant windowEnds,
        @Nullable TeamId team,
        Set<AgentId> passedOver,
        @Nullable Served served)
        implements Match.Subject {

    public Waiting {
        labels = Set.copyOf(labels);
        passedOver = Set.copyOf(passedOver);
    }

    /** The same, and this agent is not to have it again. */
    public Waiting passingOver(AgentId agent) {
        var all = new HashSet<>(passedOver);
        all.add(agent);
        return new Waiting(id, account, surface, labels, language, since, queuedAt, windowEnds, team, all, served);
    }

    /** @param here whether on the same account */
    public record Served(AgentId agent, Instant at, boolean here) {}
}
