package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code business/get/}. */
public record Profile(
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String profileImage) {}
