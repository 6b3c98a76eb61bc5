package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code business/comment/reply/create/}. {@code uniqueIdentifier} is the author: our own account. */
public record ReplyAnswer(
        @Nullable String commentId, @Nullable String uniqueIdentifier) {}
