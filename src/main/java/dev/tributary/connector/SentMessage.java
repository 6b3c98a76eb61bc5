package dev.tributary.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the account said, as the platform lists it.
 *
 * @param text null where it was no text
 * @param pictureId what the platform calls the picture, where it was one
 */
public record SentMessage(
        String externalId, @Nullable String text, @Nullable String pictureId, Instant at) {

    public SentMessage(String externalId, @Nullable String text, Instant at) {
        this(externalId, text, null, at);
    }
}
