package dev.tributary.routing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a store's work stands at the moment.
 *
 * @param at when it was looked at
 * @param queue all that waits for somebody
 * @param accounts the same by account, the bound ones, whether something waits or not
 * @param teams the same by the team whose turn it is; only where something waits
 */
public record BoardView(
        Instant at, Queue queue, List<AccountQueue> accounts, List<TeamQueue> teams, List<AgentLine> agents) {

    /**
     * Open conversations that nobody has.
     *
     * @param unanswered in so many of them the customer waits for an answer
     * @param longestSince since when whoever waits longest waits
     * @param medianSince since when half of them wait
     * @param closing in so many of them the answering window closes within two hours
     */
    public record Queue(
            int length,
            int unanswered,
            @Nullable Instant longestSince,
            @Nullable Instant medianSince,
            int closing) {

        static final Queue EMPTY = new Queue(0, 0, null, null, 0);
    }

    /**
     * @param pausedAt since when nothing of it is given away; null: it is
     * @param pausedBy the name of who said so
     */
    public record AccountQueue(
            UUID accountId,
            Queue queue,
            @Nullable Instant pausedAt,
            @Nullable String pausedBy) {}

    /** @param teamId null: everybody's */
    public record TeamQueue(@Nullable UUID teamId, @Nullable String name, Queue queue) {}

    /**
     * @param open how many conversations of this store they have; {@code duty} counts those of all stores
     * @param unanswered in so many of them the customer waits for an answer
     * @param assignedLastHour how many of this store routing gave them within the last hour
     * @param seenAt when a browser of theirs was there last; null: never
     */
    public record AgentLine(
            DutyView duty,
            int open,
            int unanswered,
            int assignedLastHour,
            @Nullable Instant seenAt) {}
}
