package dev.tributary.conversation;

import dev.tributary.store.StoreId;
import java.util.Set;

/** Open conversations of these stores have nobody. Fired inside the transaction that made it true. */
public record ConversationsWaiting(Set<StoreId> stores) {}
