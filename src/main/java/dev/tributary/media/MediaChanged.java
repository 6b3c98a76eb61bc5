package dev.tributary.media;

import dev.tributary.store.StoreId;
import java.util.UUID;

/** A picture or video of a message is another now: it came, or will not. Fired inside the transaction. */
public record MediaChanged(StoreId store, UUID message) {}
