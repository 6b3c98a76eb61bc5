package dev.tributary.store;

/** The state or the profile of an account is another now. Fired inside the transaction that made it true. */
public record AccountChanged(AccountId account, StoreId store) {}
