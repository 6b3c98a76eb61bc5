package dev.tributary.conversation;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with conversations. */
public enum ConversationProblem implements ProblemType {
    UNKNOWN_CONVERSATION("unknown-conversation", 404, "No such conversation"),
    UNKNOWN_MESSAGE("unknown-message", 404, "No such message"),
    UNKNOWN_AGENT("unknown-assignee", 422, "Nobody here has this id"),
    NEWER_REPLY("newer-reply", 409, "Somebody answered meanwhile"),
    WINDOW_CLOSED("window-closed", 409, "TikTok does not take an answer any more"),
    WINDOW_CLOSED_THEN("window-closed-then", 409, "TikTok will not take an answer at that time"),
    QUOTA_USED_UP("quota-used-up", 409, "TikTok takes no more messages before the customer writes"),
    SENDER_WITHHELD("sender-withheld", 409, "TikTok withholds who wrote this"),
    ACCOUNT_UNBOUND("account-unbound", 409, "The account is not bound any more"),
    CLIENT_TOKEN_REUSED("client-token-reused", 422, "The clientToken belongs to another message"),
    TEXT_TOO_LONG("text-too-long", 422, "The text is too long"),
    IMAGES_NOT_POSSIBLE("images-not-possible", 409, "TikTok takes no pictures here"),
    PRIVATE_REPLY_NOT_POSSIBLE("private-reply-not-possible", 409, "The comment cannot be answered by direct message"),
    ONLY_WORDS("only-words", 409, "A comment takes only words"),
    NOT_QUOTABLE("not-quotable", 422, "TikTok quotes no such message"),
    NOT_OWN_POST("not-own-post", 422, "The account has no such post"),
    NOT_RESENDABLE("not-resendable", 409, "The message is not one to send again"),
    NOT_SCHEDULED("not-scheduled", 409, "The message does not wait any more");

    private final String slug;
    private final int status;
    private final String title;

    ConversationProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
