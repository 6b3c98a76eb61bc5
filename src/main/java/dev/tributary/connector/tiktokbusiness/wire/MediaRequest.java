package dev.tributary.connector.tiktokbusiness.wire;

/** Body of {@code business/message/media/download/}. {@code mediaType} is {@code IMAGE} or {@code VIDEO}. */
public record MediaRequest(
        String businessId, String conversationId, String messageId, String mediaId, String mediaType) {}
