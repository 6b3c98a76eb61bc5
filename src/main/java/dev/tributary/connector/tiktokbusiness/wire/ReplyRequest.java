package dev.tributary.connector.tiktokbusiness.wire;

/** Body of {@code business/comment/reply/create/}. */
public record ReplyRequest(String businessId, String videoId, String commentId, String text) {}
