package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/direct_reply/get/}. */
public record DirectReplyAnswer(@Nullable String operationStatus) {}
