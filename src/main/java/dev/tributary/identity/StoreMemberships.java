package dev.tributary.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who belongs to which stores. Whoever keeps the stores implements it; identity knows none. */
public interface StoreMemberships {

    /**
     * Makes these the agent's stores, in the caller's transaction.
     *
     * @return whether that changed anything
     * @throws dev.tributary.platform.problem.ProblemException if one of them does not exist
     */
    boolean set(AgentId agent, Set<UUID> stores);

    /** Every given agent is a key. */
    Map<AgentId, Set<UUID>> of(Collection<AgentId> agents);
}
