package dev.tributary.connector;

import java.time.Instant;
import java.util.Set;

/**
 * What a seller granted us over one account. {@code toString} never shows a token.
 *
 * @param accountExternalId whose account it is
 * @param scopes the platform's permission names that were really granted, perhaps fewer than asked for
 */
public record Grant(
        String accountExternalId,
        String accessToken,
        Instant accessExpiresAt,
        String refreshToken,
        Instant refreshExpiresAt,
        Set<String> scopes) {

    public Grant {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "Grant[account=" + accountExternalId + ", scopes=" + scopes + "]";
    }
}
