package dev.tributary.routing;

import java.time.Instant;
import java.util.UUID;

/**
 * How busy an agent is.
 *
 * @param capacity how many open conversations routing gives them; people may give them more
 * @param openCount how many they have. When one comes or goes that is told in the store of the conversation, where a change
 *     is written anyway; whoever sees only another store of the agent learns of it with the next reading
 */
public record DutyView(UUID agentId, String name, Duty duty, Instant since, int capacity, int openCount) {

    /** What the change log calls a change of duty, capacity or open work; the subject is the agent. */
    public static final String CHANGED = "duty.changed";
}
