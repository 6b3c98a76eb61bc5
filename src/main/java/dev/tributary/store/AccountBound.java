package dev.tributary.store;

/** An account was bound, or connected again. Fired inside the transaction that made it true. */
public record AccountBound(BoundAccount account) {}
