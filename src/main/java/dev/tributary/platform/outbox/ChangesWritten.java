package dev.tributary.platform.outbox;

import java.util.Set;
import java.util.UUID;

/** Changes of these stores have been committed by this process: a hint to look, never the data. */
public record ChangesWritten(Set<UUID> stores) {}
