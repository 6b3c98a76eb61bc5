package dev.tributary.connector.tiktokbusiness.wire;

/** Body of {@code business/message/direct_reply/update/}. */
public record DirectReplyRequest(String businessId, String directReplyType, String operationStatus) {}
