package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.identity.AgentId;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import java.util.List;

/**
 * Agents have more or fewer open conversations than before. Fired inside the transaction that made it true, so that
 * whoever counts open work counts in the same transaction.
 */
public record OpenWorkChanged(List<Move> moves) {

    public OpenWorkChanged {
        moves = List.copyOf(moves);
    }

    /**
     * One more conversation, or one fewer.
     *
     * @param delta 1 or -1
     */
    public record Move(StoreId store, AccountId account, Surface surface, AgentId agent, int delta) {}
}
