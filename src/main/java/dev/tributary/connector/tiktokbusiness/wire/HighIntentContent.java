package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Content of {@code im_receive_high_intent_comment}. */
public record HighIntentContent(
        @Nullable String commentId,
        @Nullable Long timestamp,
        @Nullable String from,
        @Nullable User fromUser,
        @Nullable String uniqueIdentifier) {}
