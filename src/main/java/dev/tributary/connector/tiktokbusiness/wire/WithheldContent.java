package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/** Content of {@code im_receive_msg_eu}: the little that TikTok tells. Milliseconds. */
public record WithheldContent(@Nullable Long timestamp) {}
