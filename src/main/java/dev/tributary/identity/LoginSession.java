package dev.tributary.identity;

import java.time.Instant;

/** A browser that is logged in. */
public record LoginSession(
        SessionId id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String address, String userAgent) {}
