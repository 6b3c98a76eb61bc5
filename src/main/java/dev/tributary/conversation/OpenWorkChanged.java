package dev.tributary.conversation;

import dev.tributary.identity.AgentId;
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
     * So many more conversations of this store, or fewer.
     *
     * @param delta never zero
     */
    public record Move(StoreId store, AgentId agent, int delta) {}
}
