package dev.tributary.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as the platform lists it.
 *
 * @param parentExternalId the top-level comment it answers; null if it is one itself
 * @param byOwner written by the owner of the post, that is by our own account
 */
public record Comment(
        String externalId,
        String postExternalId,
        @Nullable String parentExternalId,
        Person author,
        boolean byOwner,
        @Nullable String text,
        boolean hidden,
        Instant writtenAt) {}
