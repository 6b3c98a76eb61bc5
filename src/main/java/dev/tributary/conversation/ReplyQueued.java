package dev.tributary.conversation;

import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;

/** A reply waits to be sent. Fired inside the transaction that made it true. */
public record ReplyQueued(MessageId message, ConversationId conversation, StoreId store, AccountId account) {}
