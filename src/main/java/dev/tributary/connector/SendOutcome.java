package dev.tributary.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to send. Callers switch on {@link #kind()}, never on platform error codes.
 *
 * @param messageId the platform's id of the message; may be null even when accepted
 * @param authorExternalId who the platform says wrote it, where it says so (TikTok does for comments)
 * @param retryAfter how long to wait, if the platform gave a hint
 * @param code the platform's own error code, for people who look it up, or one of the words below
 * @param reason what happened, in plain English; never a secret
 */
public record SendOutcome(
        Kind kind,
        @Nullable String messageId,
        @Nullable String authorExternalId,
        @Nullable Duration retryAfter,
        @Nullable String code,
        @Nullable String reason) {

    /** {@link #code} of a private reply that the platform does not take of this account. */
    public static final String PRIVATE_REPLIES_OFF = "private-replies-off";

    /** {@link #code} of a private reply that the platform does not take to this comment. */
    public static final String PRIVATE_REPLY_REFUSED = "private-reply-refused";

    /** What the caller must do next. */
    public enum Kind {
        /** The platform took it. */
        ACCEPTED,
        /** The platform will never take it: window closed, contact blocked, content refused. */
        REFUSED,
        /** Nothing was sent: never connected, or the platform is closed. Safe to repeat. */
        DEFERRED,
        /** Nothing was sent: too many calls. Safe to repeat, after leaving the platform alone for a while. */
        THROTTLED,
        /** Nothing was sent: all calls of the day are made. Safe to repeat, tomorrow. */
        QUOTA_USED_UP,
        /** Nothing was sent, because the account's token is not accepted any more. */
        UNAUTHORIZED,
        /** No answer. It may have been delivered: reconcile before anybody repeats it. */
        UNKNOWN
    }

    public static SendOutcome accepted(@Nullable String messageId, @Nullable String authorExternalId) {
        return new SendOutcome(Kind.ACCEPTED, messageId, authorExternalId, null, null, null);
    }

    public static SendOutcome refused(@Nullable String code, String reason) {
        return new SendOutcome(Kind.REFUSED, null, null, null, code, reason);
    }

    public static SendOutcome deferred(@Nullable Duration retryAfter, @Nullable String code, String reason) {
        return new SendOutcome(Kind.DEFERRED, null, null, retryAfter, code, reason);
    }

    public static SendOutcome throttled(@Nullable Duration retryAfter, @Nullable String code, String reason) {
        return new SendOutcome(Kind.THROTTLED, null, null, retryAfter, code, reason);
    }

    public static SendOutcome quotaUsedUp(@Nullable String code, String reason) {
        return new SendOutcome(Kind.QUOTA_USED_UP, null, null, null, code, reason);
    }

    public static SendOutcome unauthorized(@Nullable String code, String reason) {
        return new SendOutcome(Kind.UNAUTHORIZED, null, null, null, code, reason);
    }

    public static SendOutcome unknown(@Nullable String code, String reason) {
        return new SendOutcome(Kind.UNKNOWN, null, null, null, code, reason);
    }
}
