package dev.tributary.connector;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the platform, as far as one event or answer tells.
 *
 * @param externalId the platform's stable id; for TikTok the {@code unique_identifier}, the same in DMs and comments
 * @param handle the {@code @name}, without the at sign
 * @param avatar an address that works until {@code avatarExpiresAt} (null: unknown)
 */
public record Person(
        String externalId,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable URI avatar,
        @Nullable Instant avatarExpiresAt) {

    public static Person of(String externalId, @Nullable String handle) {
        return new Person(externalId, handle, null, null, null);
    }
}
