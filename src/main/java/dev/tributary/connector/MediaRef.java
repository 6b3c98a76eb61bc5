package dev.tributary.connector;

/** A picture or video of a message, as the platform names it. */
public record MediaRef(String conversationExternalId, String messageExternalId, String mediaId, boolean video) {}
