package dev.tributary.conversation;

import dev.tributary.identity.AgentId;
import java.util.Map;

/**
 * Agents have more or fewer open conversations than before, by so many. Fired inside the transaction that made it true,
 * so that whoever counts open work counts in the same transaction.
 */
public record OpenWorkChanged(Map<AgentId, Integer> byAgent) {

    public OpenWorkChanged {
        byAgent = Map.copyOf(byAgent);
    }
}
