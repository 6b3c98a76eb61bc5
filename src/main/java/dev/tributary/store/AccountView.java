package dev.tributary.store;

import dev.tributary.connector.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as browsers and programs see it, over HTTP and in the stream.
 *
 * @param missing what the seller did not let us do
 * @param market the country in which it is registered, as an admin said; null where nobody has
 * @param health as the worst of its alerts says
 * @param alerts what is wrong with it now, the worst first
 * @param consentEndsAt when somebody has to have connected it again; null where it has no tokens
 * @param consentNotice how near that is; null while it is far
 * @param routingPausedAt since when its conversations are given to nobody by themselves; null: they are
 */
public record AccountView(
        UUID id,
        UUID storeId,
        AccountRole role,
        Platform platform,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String avatarUrl,
        String externalId,
        AccountState state,
        @Nullable String stateReason,
        List<String> scopes,
        List<Feature> missing,
        Instant boundAt,
        @Nullable String market,
        AccountHealth health,
        List<AccountAlert> alerts,
        @Nullable Instant consentEndsAt,
        @Nullable ConsentNotice consentNotice,
        @Nullable Instant routingPausedAt) {}
