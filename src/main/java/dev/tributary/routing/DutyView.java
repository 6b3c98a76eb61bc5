package dev.tributary.routing;

import java.time.Instant;
import java.util.UUID;

/**
 * How busy an agent is.
 *
 * @param capacity how many open conversations routing gives them; people may give them more
 * @param openCount how many they had when this was read; it is not told anew whenever one comes or goes
 */
public record DutyView(UUID agentId, String name, Duty duty, Instant since, int capacity, int openCount) {

    /** What the change log calls a change of duty or capacity; the subject is the agent. */
    public static final String CHANGED = "duty.changed";
}
