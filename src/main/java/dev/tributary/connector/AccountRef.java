package dev.tributary.connector;

/** An account as its platform names it. For TikTok Business: the {@code open_id}, alias {@code business_id}. */
public record AccountRef(Platform platform, String externalId) {}
