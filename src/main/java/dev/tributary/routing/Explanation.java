package dev.tributary.routing;

import dev.tributary.routing.planning.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody has a conversation, or nobody.
 *
 * @param queue only while it waits for somebody
 * @param items what was decided, newest first, as long as it is kept
 * @param next where the next page begins; null at the end
 */
public record Explanation(
        @Nullable Waits queue,
        List<DecisionView> items,
        @Nullable String next) {

    public Explanation {
        items = List.copyOf(items);
    }

    /**
     * How it waits.
     *
     * @param queuedAt when it came to the queue; null where it has never been anywhere else
     * @param team that it was handed to
     * @param pausedAt since when nothing of its account is given away; null: it is
     */
    public record Waits(
            @Nullable Instant queuedAt,
            @Nullable String team,
            @Nullable Instant pausedAt) {}

    public enum Outcome {
        /** Routing gave it to somebody. */
        ASSIGNED,
        /** Nobody could have it. */
        NOBODY,
        /** It waits for whoever knows the customer. */
        HELD,
        /** A person took it, or gave it to somebody. */
        PERSON,
        /** Taken from somebody who was not there, or did not answer in time. */
        RETURNED,
        REFUSED,
        TRANSFERRED
    }

    /**
     * @param rule the name of the one that applied; empty: the default
     * @param policyVersion 0: what routing does where nobody said anything; null where a person decided
     * @param team whose turn it was; null: everybody's
     * @param decidedBy who said so, where a person did
     * @param reasons what spoke for the agent, the decisive first; with {@link Outcome#RETURNED}, why they lost it
     * @param candidates those who might have had it first, then those who were closest to it
     * @param others how many more agents there were
     */
    public record DecisionView(
            UUID id,
            Instant at,
            Outcome outcome,
            @Nullable String rule,
            @Nullable Integer policyVersion,
            @Nullable UUID agentId,
            @Nullable String agentName,
            @Nullable String team,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            List<String> reasons,
            List<CandidateView> candidates,
            int others) {}

    /**
     * An agent as they were just then.
     *
     * @param load what they had, in hundredths of a direct message
     * @param capacity how much they take, alike
     * @param score by which those who might have it were compared: the least was chosen
     * @param seenAt when a browser of theirs was there last; null: never
     */
    public record CandidateView(
            UUID agentId,
            String name,
            Verdict verdict,
            int load,
            int capacity,
            long score,
            Duty duty,
            @Nullable Instant dutySince,
            boolean connected,
            @Nullable Instant seenAt) {}
}
