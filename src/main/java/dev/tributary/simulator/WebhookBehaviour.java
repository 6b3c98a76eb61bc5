package dev.tributary.simulator;

/**
 * How well webhooks behave. Changed while running by {@code PATCH /control/webhooks}.
 *
 * @param paused nothing is delivered until it is false again; events gather
 * @param copies how often each event is delivered; 1 is once
 * @param delayMillis how long each event waits before its first attempt, in simulated time
 * @param reorder how many events of an account are gathered and then delivered in reverse; 0 or 1 keeps the order
 * @param dropPercent how many of a hundred events are lost for good
 * @param echo when the echo of a message sent through the API leaves
 * @param commentText whether {@code comment.update} carries the text; the real one has been seen without
 * @param parentOfTopLevel whether a top-level comment says {@code parent_comment_id: 0} or nothing
 * @param optionalFields whether {@code scene_type}, {@code is_follower} and {@code message_tag} are present
 * @param ordered one event of an account at a time; otherwise they race each other
 * @param freshTimestampOnRetry whether a retry is signed anew; otherwise it keeps the first {@code t}
 * @param firstRetryMillis the first back-off; each next one is twice as long, to 6 hours, for 72 hours in all (simulated time)
 */
public record WebhookBehaviour(
        boolean paused,
        int copies,
        long delayMillis,
        int reorder,
        int dropPercent,
        Echo echo,
        boolean commentText,
        ParentOfTopLevel parentOfTopLevel,
        boolean optionalFields,
        boolean ordered,
        boolean freshTimestampOnRetry,
        long firstRetryMillis) {

    public enum Echo {
        BEFORE_ANSWER,
        AFTER_ANSWER,
        NEVER,
        TWICE
    }

    public enum ParentOfTopLevel {
        ZERO,
        ABSENT
    }

    public WebhookBehaviour {
        if (copies < 1
                || copies > 1_000
                || dropPercent < 0
                || dropPercent > 100
                || delayMillis < 0
                || reorder < 0
                || firstRetryMillis < 1) {
            throw new IllegalArgumentException(
                    "copies is 1 to 1000, dropPercent 0 to 100, delayMillis and reorder at least 0, firstRetryMillis at least 1.");
        }
    }

    static WebhookBehaviour defaults() {
        return new WebhookBehaviour(
                false, 1, 0, 0, 0, Echo.AFTER_ANSWER, true, ParentOfTopLevel.ZERO, true, true, true, 5_000);
    }
}
