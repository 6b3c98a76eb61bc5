package dev.tributary.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** TikTok's published limits, counted in sliding windows of simulated time. */
final class RateLimits {

    private final Clock clock;
    private final Map<String, Deque<Long>> calls = new HashMap<>();

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    void check(Rules rules, boolean messaging, String endpoint, String openId) {
        if (!rules.rateLimits()) {
            return;
        }
        var allowed = messaging
                ? take("app", Duration.ofSeconds(1), rules.messagingPerSecond())
                : take(openId + " " + endpoint, Duration.ofMinutes(1), rules.accountCallsPerMinute());
        if (!allowed) {
            throw new ApiRefusal(ApiRefusal.TOO_MANY, "App reaches the QPS limit.");
        }
    }

    private synchronized boolean take(String key, Duration window, int limit) {
        var now = clock.millis();
        var recent = calls.computeIfAbsent(key, it -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst() <= now - window.toMillis()) {
            recent.removeFirst();
        }
        if (recent.size() >= limit) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
