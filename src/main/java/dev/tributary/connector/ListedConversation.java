package dev.tributary.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A direct-message conversation as the platform lists it: that there is one, and when something last happened in it. */
public record ListedConversation(
        String externalId, @Nullable Instant updatedAt) {}
