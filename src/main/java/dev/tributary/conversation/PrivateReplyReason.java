package dev.tributary.conversation;

import dev.tributary.connector.SendOutcome;
import dev.tributary.platform.problem.ProblemException;
import java.util.Map;

/** Why a comment cannot be answered by direct message. */
public enum PrivateReplyReason {
    /** It is not a thread of comments. */
    NOT_A_COMMENT("private-reply-not-a-comment", "Write a direct message instead."),
    ACCOUNT_UNBOUND("private-reply-account-unbound", "Ask an admin to connect the account again."),
    ALREADY_ANSWERED("private-reply-already-answered", "TikTok takes one private reply to a comment, and it was sent."),
    UNKNOWN_MARKET(
            "private-reply-unknown-market",
            "Nobody has said in which country the account is registered. An admin can set it."),
    MARKET("private-reply-market", "TikTok does not offer it where the account is registered. Answer in public."),
    SWITCHED_OFF(
            SendOutcome.PRIVATE_REPLIES_OFF, "The account has it switched off at TikTok. An admin can switch it on."),
    /** Nothing is known of it but the replies to it. */
    COMMENT_UNKNOWN("private-reply-comment-unknown", "TikTok has not told of the comment itself. Answer in public."),
    NOT_FIRST_LEVEL("private-reply-not-first-level", "Only the first comment of a thread can be answered privately."),
    NOT_A_CUSTOMER("private-reply-not-a-customer", "The comment is the account's own."),
    DELETED("private-reply-deleted", "The comment was deleted."),
    NOT_A_VIDEO("private-reply-not-a-video", "TikTok offers it for comments on videos only. Answer in public."),
    TOO_OLD("private-reply-too-old", "The comment is too old for TikTok to take it. Answer in public."),
    /** Somebody else may have answered it: TikTok does not say more. */
    REFUSED(SendOutcome.PRIVATE_REPLY_REFUSED, "TikTok refused one to this comment. Answer in public."),
    IN_CONTACT(
            "private-reply-in-contact",
            "You have exchanged direct messages with this person lately. Answer there, or in public.");

    private final String code;
    private final String whatNow;

    PrivateReplyReason(String code, String whatNow) {
        this.code = code;
        this.whatNow = whatNow;
    }

    /** As failed messages name it. */
    public String code() {
        return code;
    }

    public String whatNow() {
        return whatNow;
    }

    ProblemException problem() {
        return new ProblemException(ConversationProblem.PRIVATE_REPLY_NOT_POSSIBLE, whatNow, Map.of("reason", name()));
    }
}
