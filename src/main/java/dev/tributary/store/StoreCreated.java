package dev.tributary.store;

/** Fired inside the transaction that made it true. */
public record StoreCreated(StoreId store) {}
