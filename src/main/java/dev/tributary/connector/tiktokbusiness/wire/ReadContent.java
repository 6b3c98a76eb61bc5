package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Content of {@code im_mark_read_msg}. */
public record ReadContent(
        @Nullable String conversationId, @Nullable Read read) {

    /** Milliseconds. */
    public record Read(@Nullable Long lastReadTimestamp) {}
}
