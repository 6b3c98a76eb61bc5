package dev.tributary.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How near the end of TikTok's consent is. No refresh puts it off: somebody connects the account again once a year. */
public enum ConsentNotice {
    /** Thirty days or fewer are left. */
    MONTH(Duration.ofDays(30)),
    /** Seven days or fewer are left. */
    WEEK(Duration.ofDays(7)),
    /** One day or less is left. */
    DAY(Duration.ofDays(1)),
    ENDED(Duration.ZERO);

    private final Duration left;

    ConsentNotice(Duration left) {
        this.left = left;
    }

    /** The most urgent one; null where none is due. */
    static @Nullable ConsentNotice of(@Nullable Instant consentEnds, Instant now) {
        ConsentNotice due = null;
        for (var notice : values()) {
            if (consentEnds != null && !consentEnds.isAfter(notice.from(now))) {
                due = notice;
            }
        }
        return due;
    }

    /** Consents that end then, or earlier, have this notice. */
    Instant from(Instant now) {
        return now.plus(left);
    }
}
