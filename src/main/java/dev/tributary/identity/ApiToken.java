package dev.tributary.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key for a program, without the key. */
public record ApiToken(
        ApiTokenId id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
