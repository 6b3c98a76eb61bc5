package dev.tributary.store;

import java.util.Collection;

/** How well an account works, at a glance: as its worst alert says. */
public enum AccountHealth {
    OK,
    /** Works, but somebody should look: a permission is missing, or TikTok's yearly consent ends soon. */
    WARNING,
    /** Does not work until somebody acts: connects it again, or has TikTok report to us. */
    BROKEN;

    static AccountHealth of(Collection<AccountAlert> alerts) {
        return alerts.stream()
                .map(it -> switch (it.severity()) {
                    case WARNING -> WARNING;
                    case BROKEN -> BROKEN;
                })
                .reduce(OK, (a, b) -> a.compareTo(b) < 0 ? b : a);
    }
}
