package dev.tributary.identity;

import dev.tributary.platform.problem.ProblemType;

/** What can go wrong with people and their rights. */
public enum IdentityProblem implements ProblemType {
    NOT_LOGGED_IN("not-logged-in", 401, "You are not logged in"),
    WRONG_CREDENTIALS("wrong-credentials", 401, "E-mail address or password is wrong"),
    NOT_ALLOWED("not-allowed", 403, "Your role does not allow this"),
    SCOPE_MISSING("scope-missing", 403, "The API token does not allow this"),
    SESSION_REQUIRED("session-required", 403, "Only a logged-in person may do this"),
    CSRF_PROOF_MISSING("csrf-proof-missing", 403, "The request does not prove that it comes from the inbox"),
    FOREIGN_ORIGIN("foreign-origin", 403, "The request comes from another site"),
    WRONG_SETUP_TOKEN("wrong-setup-token", 403, "The set-up link is not valid"),
    WRONG_PASSWORD("wrong-password", 403, "The current password is wrong"),
    UNKNOWN_AGENT("unknown-agent", 404, "No such agent"),
    UNKNOWN_SESSION("unknown-session", 404, "No such session"),
    UNKNOWN_TOKEN("unknown-token", 404, "No such API token"),
    EMAIL_TAKEN("email-taken", 409, "Somebody has this e-mail address"),
    LAST_ADMIN("last-admin", 409, "Somebody must remain admin"),
    TOO_MANY_TOKENS("too-many-tokens", 409, "You have as many API tokens as are allowed"),
    TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts");

    private final String slug;
    private final int status;
    private final String title;

    IdentityProblem(String slug, int status, String title) {
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
