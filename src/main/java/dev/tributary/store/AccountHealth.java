package dev.tributary.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How well an account works, at a glance. */
public enum AccountHealth {
    OK,
    /** Works, but somebody should look: a permission is missing, or TikTok's yearly consent ends soon. */
    WARNING,
    /** We cannot act for it until somebody connects it again. */
    BROKEN;

    static final Duration CONSENT_ENDS_SOON = Duration.ofDays(30);

    static AccountHealth of(AccountState state, Set<Feature> missing, @Nullable Instant consentEnds, Instant now) {
        if (state != AccountState.CONNECTED || consentEnds == null) {
            return BROKEN;
        }
        return missing.isEmpty() && consentEnds.isAfter(now.plus(CONSENT_ENDS_SOON)) ? OK : WARNING;
    }
}
