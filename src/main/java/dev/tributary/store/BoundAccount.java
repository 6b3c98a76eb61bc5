package dev.tributary.store;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Platform;
import org.jspecify.annotations.Nullable;

/**
 * An account that is bound now.
 *
 * @param externalId the platform's id of it; for TikTok Business the {@code open_id}
 * @param commentAuthorId by which id its own comments are signed, once that is known
 */
public record BoundAccount(
        AccountId id,
        StoreId store,
        Platform platform,
        String externalId,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String commentAuthorId) {

    public BoundAccount signingAs(@Nullable String commentAuthor) {
        return new BoundAccount(id, store, platform, externalId, handle, displayName, commentAuthor);
    }

    public AccountRef ref() {
        return new AccountRef(platform, externalId);
    }
}
