package dev.tributary.store;

import dev.tributary.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TikTok's rules about how often a store may change what is bound. Knows no database: it is asked with what was counted,
 * and the numbers of the links keep what it promises also when many ask at once.
 *
 * @param officialChanges how often the official account may be changed for another
 * @param channelLinks how often a channel account may be bound within {@code channelWindow}
 * @param unlinkWait how long an account stays bound, by market, where it is not the market's own
 */
record ChangeRules(int officialChanges, int channelLinks, Duration channelWindow, Map<String, Duration> unlinkWait) {

    /**
     * @param isAnother whether it is another account than the official one before
     * @param used how often it was changed until now
     */
    void requireOfficialChange(boolean isAnother, int used) {
        if (isAnother && used >= officialChanges) {
            throw new ProblemException(
                    StoreProblem.OFFICIAL_CHANGES_USED_UP,
                    "TikTok lets a store change its official account %d times, and it was changed %d times. Bind the one that it had, or this one as a channel account."
                            .formatted(officialChanges, used),
                    Map.of("used", used, "limit", officialChanges));
        }
    }

    /** @param oldest when the oldest link that counts was made */
    void requireChannelLink(int used, @Nullable Instant oldest) {
        if (used >= channelLinks && oldest != null) {
            var again = oldest.plus(channelWindow);
            throw new ProblemException(
                    StoreProblem.CHANNEL_LINKS_USED_UP,
                    "TikTok lets a store bind channel accounts %d times in %d days, and it did %d times. The next can be bound at %s."
                            .formatted(channelLinks, channelWindow.toDays(), used, again),
                    Map.of("used", used, "limit", channelLinks, "nextAt", again));
        }
    }

    /** When an account that was bound then may be unbound. */
    Instant unlinkableAt(String market, Instant boundAt) {
        return boundAt.plus(waitIn(market));
    }

    Duration waitIn(String market) {
        var set = unlinkWait.get(market);
        return set != null ? set : Market.of(market).map(Market::unlinkWait).orElse(Duration.ZERO);
    }

    void requireUnlinkable(String market, Instant boundAt, Instant now) {
        var from = unlinkableAt(market, boundAt);
        if (now.isBefore(from)) {
            throw new ProblemException(
                    StoreProblem.UNLINK_TOO_SOON,
                    "TikTok keeps an account bound for %d hours in %s. It was bound at %s and can be unbound at %s."
                            .formatted(waitIn(market).toHours(), market, boundAt, from),
                    Map.of("boundAt", boundAt, "unlinkableAt", from));
        }
    }
}
