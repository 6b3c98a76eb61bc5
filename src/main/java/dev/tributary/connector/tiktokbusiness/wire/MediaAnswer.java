package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/media/download/} and {@code …/upload/}. */
public record MediaAnswer(
        @Nullable String downloadUrl, @Nullable String mediaId) {}
