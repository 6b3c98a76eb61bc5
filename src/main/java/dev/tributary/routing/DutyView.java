package dev.tributary.routing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent takes: whether they are at work, whether they are there, and how busy they are.
 *
 * @param since since when their duty is what it is
 * @param connected whether a browser of theirs was there less than {@code tributary.routing.grace} ago; or they said that they
 *     are there, as programs do, and none was seen since. Whoever is not is given nothing
 * @param followsShifts whether their duty comes and goes with their shifts
 * @param until when their shifts change their duty next; only if they follow them, and if anything ever begins or ends
 * @param capacity how much routing gives them, in open direct messages; people may give them more
 * @param load how much of it they have, alike: what weighs less than a direct message counts less
 * @param openCount how many conversations that is. When one comes or goes that is told in the store of the conversation, where a change
 *     is written anyway; whoever sees only another store of the agent learns of it with the next reading
 */
public record DutyView(
        UUID agentId,
        String name,
        Duty duty,
        Instant since,
        boolean connected,
        boolean followsShifts,
        @Nullable Instant until,
        int capacity,
        double load,
        int openCount) {

    /** What the change log calls a change of duty, connection, shifts, capacity or open work; the subject is the agent. */
    public static final String CHANGED = "duty.changed";
}
