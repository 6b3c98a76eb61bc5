package dev.tributary.store;

/** An account was given up; its history stays. Fired inside the transaction that made it true. */
public record AccountUnbound(AccountId account, StoreId store) {}
