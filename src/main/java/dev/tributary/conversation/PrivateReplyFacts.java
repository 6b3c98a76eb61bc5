package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a comment may be answered by direct message.
 *
 * @param market in which the account is registered; null where nobody knows
 * @param switchedOn as TikTok said; null where it could not be asked, and then it will say when a reply is sent
 * @param comment the first comment of the thread; null if TikTok never told of it
 * @param photo whether it is known to stand under something that is no video
 * @param answered whether one of ours is on its way or there
 * @param refused whether TikTok has refused one
 * @param inContact whether anything was said in direct messages lately
 */
record PrivateReplyFacts(
        Surface surface,
        boolean bound,
        @Nullable String market,
        @Nullable Boolean switchedOn,
        @Nullable Comment comment,
        boolean photo,
        boolean answered,
        boolean refused,
        boolean inContact) {

    /** @param own whether the account wrote it */
    record Comment(boolean own, boolean deleted, Instant at) {}

    boolean inMarket(PrivateReplyRules rules) {
        return market != null && rules.markets().contains(market);
    }

    /** Until when the comment may be answered, if nothing else forbids it. */
    @Nullable
    Instant until(PrivateReplyRules rules) {
        return comment == null ? null : comment.at().plus(rules.window());
    }

    Optional<PrivateReplyReason> refusal(PrivateReplyRules rules, Instant now) {
        return Optional.ofNullable(reason(rules, now));
    }

    /** What lasts comes before what may pass, and what an agent did before what an admin can do. */
    private @Nullable PrivateReplyReason reason(PrivateReplyRules rules, Instant now) {
        if (surface != Surface.COMMENT) {
            return PrivateReplyReason.NOT_A_COMMENT;
        }
        if (!bound) {
            return PrivateReplyReason.ACCOUNT_UNBOUND;
        }
        if (answered) {
            return PrivateReplyReason.ALREADY_ANSWERED;
        }
        if (market == null) {
            return PrivateReplyReason.UNKNOWN_MARKET;
        }
        if (!inMarket(rules)) {
            return PrivateReplyReason.MARKET;
        }
        if (Boolean.FALSE.equals(switchedOn)) {
            return PrivateReplyReason.SWITCHED_OFF;
        }
        return comment == null ? PrivateReplyReason.COMMENT_UNKNOWN : reason(comment, rules, now);
    }

    private @Nullable PrivateReplyReason reason(Comment to, PrivateReplyRules rules, Instant now) {
        if (to.own()) {
            return PrivateReplyReason.NOT_A_CUSTOMER;
        }
        if (to.deleted()) {
            return PrivateReplyReason.DELETED;
        }
        if (photo) {
            return PrivateReplyReason.NOT_A_VIDEO;
        }
        if (to.at().plus(rules.window()).isBefore(now)) {
            return PrivateReplyReason.TOO_OLD;
        }
        if (refused) {
            return PrivateReplyReason.REFUSED;
        }
        return inContact ? PrivateReplyReason.IN_CONTACT : null;
    }
}
