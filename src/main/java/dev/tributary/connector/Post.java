package dev.tributary.connector;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A video or photo post of an account. */
public record Post(
        String externalId,
        Type type,
        @Nullable String caption,
        @Nullable URI cover,
        @Nullable URI shareUrl,
        @Nullable Instant publishedAt) {

    public enum Type {
        VIDEO,
        PHOTO
    }
}
