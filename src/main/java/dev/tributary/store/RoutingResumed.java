package dev.tributary.store;

/** Conversations of the account may be given to agents again. Fired inside the transaction that made it true. */
public record RoutingResumed(AccountId account, StoreId store) {}
