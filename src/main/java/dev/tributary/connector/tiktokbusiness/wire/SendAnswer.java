package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/send/}. The id is nested; {@code messageId} is where some have expected it. */
public record SendAnswer(
        @Nullable Message message, @Nullable String messageId) {

    public record Message(@Nullable String messageId) {}
}
