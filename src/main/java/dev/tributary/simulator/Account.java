package dev.tributary.simulator;

import java.time.Instant;

/**
 * A TikTok business account.
 *
 * @param ownerIdentifier who the account is when it comments; deliberately not the open id, as on the real platform
 */
public record Account(
        String openId,
        String ownerIdentifier,
        String handle,
        String displayName,
        String market,
        String bio,
        int followers,
        Instant createdAt) {}
