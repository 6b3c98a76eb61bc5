package dev.tributary.simulator;

/**
 * What TikTok's sources disagree on, or what a test wants to switch. Changed while running by {@code PATCH /control/rules}.
 *
 * @param silentMessages how many messages pass after the window, under {@link WindowRule#UNLIMITED_AFTER_REPLY}
 * @param expiredTokenCode 40102 or 40105
 * @param missingScopeCode 40001 or 40130
 * @param rotateRefreshToken whether a refresh replaces the refresh token and kills the old one
 * @param rateLimits whether the limits below are enforced (40100)
 * @param accountCallsPerMinute for one account and one endpoint of the Accounts API
 * @param shortPages comment pages carry fewer items than asked for, as TikTok's do
 * @param highIntent questions about price or stock also arrive as {@code im_receive_high_intent_comment}
 */
public record Rules(
        WindowRule windowRule,
        int windowHours,
        int windowMessages,
        int silentMessages,
        int expiredTokenCode,
        int missingScopeCode,
        boolean rotateRefreshToken,
        boolean rateLimits,
        int messagingPerSecond,
        int accountCallsPerMinute,
        int commentTextLimit,
        boolean shortPages,
        boolean highIntent) {

    public enum WindowRule {
        TEN_PER_WINDOW,
        UNLIMITED_AFTER_REPLY
    }

    public Rules {
        if (windowHours < 1 || windowMessages < 0 || commentTextLimit < 1) {
            throw new IllegalArgumentException(
                    "windowHours and commentTextLimit must be at least 1, windowMessages at least 0.");
        }
    }

    static Rules defaults() {
        return new Rules(WindowRule.TEN_PER_WINDOW, 48, 10, 3, 40102, 40001, true, false, 10, 40, 1_200, false, false);
    }
}
