package dev.tributary.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the account said, as the platform lists it.
 *
 * @param text null where it was no text
 */
public record SentMessage(String externalId, @Nullable String text, Instant at) {}
