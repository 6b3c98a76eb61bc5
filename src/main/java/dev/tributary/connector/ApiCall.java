package dev.tributary.connector;

/** A call as platforms count it: each kind apart, and each family together. */
public enum ApiCall {
    SEND_MESSAGE(Family.MESSAGING),
    /** What was said in one conversation. */
    MESSAGES(Family.MESSAGING),
    CONVERSATIONS(Family.MESSAGING),
    CAPABILITIES(Family.MESSAGING),
    MEDIA(Family.MESSAGING),
    /** A picture, before it is sent. */
    HAND_OVER(Family.MESSAGING),
    /** Whether comments are answered by direct message. */
    PRIVATE_REPLIES(Family.MESSAGING),

    REPLY_TO_COMMENT(Family.ACCOUNT),
    COMMENTS(Family.ACCOUNT),
    COMMENT_REPLIES(Family.ACCOUNT),
    POSTS(Family.ACCOUNT),
    PROFILE(Family.ACCOUNT),

    /** Tokens, webhooks: what concerns the app and no account's content. */
    APP(Family.APP);

    private final Family family;

    ApiCall(Family family) {
        this.family = family;
    }

    public Family family() {
        return family;
    }

    public boolean isForMessages() {
        return family == Family.MESSAGING;
    }

    /** The call that says something there. */
    public static ApiCall sendingTo(Surface surface) {
        return surface == Surface.COMMENT ? REPLY_TO_COMMENT : SEND_MESSAGE;
    }

    /** The call that lists what was said there. */
    public static ApiCall readingFrom(Surface surface) {
        return surface == Surface.COMMENT ? COMMENT_REPLIES : MESSAGES;
    }

    /** Calls that share a limit. */
    public enum Family {
        /** Counted for the whole app. */
        MESSAGING,
        /** Counted for each account and kind, and for the whole app. */
        ACCOUNT,
        APP
    }
}
