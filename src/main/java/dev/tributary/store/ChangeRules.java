package dev.tributary.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * TikTok's rules about how often a store may change what is bound. TikTok holds them, and counts changes that we never see;
 * we show how far a store is from them. Nothing is refused for them here: an account that was bound by mistake can go at once.
 *
 * @param officialChanges how often the official account may be changed for another
 * @param channelLinks how often a channel account may be bound within {@code channelWindow}
 * @param unlinkWait how long an account stays bound, by market, where it is not the market's own
 */
record ChangeRules(int officialChanges, int channelLinks, Duration channelWindow, Map<String, Duration> unlinkWait) {

    /** When an account that was bound then may be unbound. */
    Instant unlinkableAt(String market, Instant boundAt) {
        return boundAt.plus(waitIn(market));
    }

    Duration waitIn(String market) {
        var set = unlinkWait.get(market);
        return set != null ? set : Market.of(market).map(Market::unlinkWait).orElse(Duration.ZERO);
    }
}
