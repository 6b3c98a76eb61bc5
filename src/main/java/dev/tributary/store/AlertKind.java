package dev.tributary.store;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that can be wrong with an account, the worst first. */
public enum AlertKind {
    /** We cannot act for it until somebody connects it again: {@code reason}. */
    NEEDS_RECONNECT(Severity.BROKEN),
    /** TikTok reports no direct messages to anybody. */
    MESSAGES_NOT_SUBSCRIBED(Severity.BROKEN),
    /** TikTok reports to another address than ours: {@code topic}, {@code callbackUrl}. */
    WEBHOOKS_ELSEWHERE(Severity.BROKEN),
    /** Its token ends soon, or has, and was not renewed several times in a row: {@code expiresAt}, {@code failure}. */
    TOKEN_NOT_RENEWED(Severity.WARNING),
    /** TikTok's yearly consent ends: {@code endsAt}, {@code notice}. */
    CONSENT_ENDING(Severity.WARNING),
    /** The seller did not let us do everything: {@code features}, with commas. */
    PERMISSION_MISSING(Severity.WARNING),
    /** TikTok reports no comments to anybody. */
    COMMENTS_NOT_SUBSCRIBED(Severity.WARNING),
    /** TikTok reports the comments of so many {@code posts} only. */
    SOME_POSTS_ONLY(Severity.WARNING),
    /** Nothing came for unusually long: {@code lastEventAt}, {@code usualGapSeconds}. */
    SILENT(Severity.WARNING),
    /** What came has not been handled: {@code waiting}, {@code oldestAt}. */
    BACKLOG(Severity.WARNING),
    /** What came could not be handled: {@code count}. */
    PARKED(Severity.WARNING),
    /** Many replies fail: {@code failed}, {@code of}, {@code code}. */
    SENDS_FAILING(Severity.WARNING),
    /** TikTok takes no more calls today: {@code until}. */
    QUOTA_USED_UP(Severity.WARNING),
    /** It cannot be read back: {@code failures}, {@code failure}, {@code nextAt}. */
    READ_BACK_FAILING(Severity.WARNING);

    /** Those that follow from what this module knows; all others from how messages flow. */
    static final Set<AlertKind> OWN = EnumSet.of(
            NEEDS_RECONNECT,
            MESSAGES_NOT_SUBSCRIBED,
            WEBHOOKS_ELSEWHERE,
            TOKEN_NOT_RENEWED,
            CONSENT_ENDING,
            PERMISSION_MISSING,
            COMMENTS_NOT_SUBSCRIBED,
            SOME_POSTS_ONLY);

    private final Severity severity;

    AlertKind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    @Schema(name = "AlertSeverity")
    public enum Severity {
        /** Works, but somebody should look. */
        WARNING,
        /** Does not work until somebody acts. */
        BROKEN
    }
}
