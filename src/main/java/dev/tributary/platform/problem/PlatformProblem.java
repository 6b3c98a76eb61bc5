package dev.tributary.platform.problem;

/** What can go wrong with any request, whatever it asks for. */
public enum PlatformProblem implements ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
    UNREADABLE_BODY("unreadable-body", 400, "The body could not be read"),
    BAD_CURSOR("bad-cursor", 400, "The cursor was not issued by this list"),
    FORBIDDEN("forbidden", 403, "This is not allowed"),
    NOT_FOUND("not-found", 404, "No such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The address does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable format"),
    REQUEST_IN_PROGRESS("request-in-progress", 409, "A request with this Idempotency-Key was not finished"),
    SECRET_SHOWN_ONCE("secret-shown-once", 409, "This answer held a secret and is not repeated"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body has the wrong format"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request"),
    INTERNAL_ERROR("internal-error", 500, "The server failed"),
    BUSY("busy", 503, "The server is busy"),
    UNAVAILABLE("unavailable", 503, "The database cannot be reached");

    private final String slug;
    private final int status;
    private final String title;

    PlatformProblem(String slug, int status, String title) {
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
