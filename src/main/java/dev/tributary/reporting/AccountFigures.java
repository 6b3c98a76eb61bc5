package dev.tributary.reporting;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How one account is doing, in numbers. */
public record AccountFigures(
        Events events, Backlog backlog, Token token, Sends sends, Recovery recovery, ReadBack readBack) {

    /**
     * What webhooks told.
     *
     * @param usualGapSeconds how long it is usually quiet at most at this time of day; null while too little is known
     * @param silent whether it has been quiet for unusually long
     */
    @Schema(name = "AccountEvents")
    public record Events(
            @Nullable Instant lastAt,
            @Nullable Instant lastDirectMessageAt,
            @Nullable Instant lastCommentAt,
            @Nullable Long usualGapSeconds,
            boolean silent) {

        static final Events NONE = new Events(null, null, null, null, false);
    }

    /**
     * What came and is not in the inbox.
     *
     * @param waiting webhooks that have waited for more than a minute
     * @param parked webhooks that could not be handled
     */
    @Schema(name = "AccountBacklog")
    public record Backlog(int waiting, @Nullable Instant oldestAt, int parked) {

        static final Backlog NONE = new Backlog(0, null, 0);
    }

    /**
     * @param failures how often in a row the token was not renewed
     * @param consentEndsAt when somebody has to have connected the account again
     */
    @Schema(name = "AccountToken")
    public record Token(
            @Nullable Instant expiresAt,
            @Nullable Instant renewedAt,
            int failures,
            @Nullable String failure,
            @Nullable Instant consentEndsAt) {

        static final Token NONE = new Token(null, null, 0, null, null);
    }

    /** Replies that were written in the last hours. */
    @Schema(name = "AccountSends")
    public record Sends(int hours, int sent, int failed, int uncertain, int waiting, List<Code> codes) {

        public Sends {
            codes = List.copyOf(codes);
        }
    }

    /** @param code TikTok's, or OTHER where TikTok was not even asked */
    @Schema(name = "SendCode")
    public record Code(String code, int count, Instant lastAt) {}

    /**
     * How messages reached us in the last hours.
     *
     * @param cut how often more may be missing than TikTok still lists
     */
    @Schema(name = "AccountRecovery")
    public record Recovery(int hours, long byWebhook, long recovered, long duplicates, long late, long cut) {}

    /** How the account was read back last, and when it will be next. */
    @Schema(name = "AccountReadBack")
    public record ReadBack(
            boolean running,
            @Nullable String cause,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable Outcome outcome,
            @Nullable String failure,
            @Nullable Instant nextAt) {

        static final ReadBack NEVER = new ReadBack(false, null, null, null, null, null, null);
    }

    @Schema(name = "ReadBackOutcome")
    public enum Outcome {
        COMPLETE,
        PARTIAL,
        BROKEN,
        DISCONNECTED
    }
}
