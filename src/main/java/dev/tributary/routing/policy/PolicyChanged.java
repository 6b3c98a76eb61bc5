package dev.tributary.routing.policy;

import dev.tributary.store.StoreId;

/** Another policy applies to the store. Fired inside the transaction that made it true. */
public record PolicyChanged(StoreId store) {}
