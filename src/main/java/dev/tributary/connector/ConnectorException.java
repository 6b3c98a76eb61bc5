package dev.tributary.connector;

import org.jspecify.annotations.Nullable;

/** A call to a platform that did not give what was asked. Never used for sending, see {@link SendOutcome}. */
public class ConnectorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String code;

    /**
     * @param code the platform's own error code, if it gave one
     * @param message what happened, for a person; never a secret
     */
    public ConnectorException(Kind kind, @Nullable String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String code() {
        return code;
    }

    /** What the caller can do about it. */
    public enum Kind {
        /** The access token is not accepted: refresh once, then a person has to connect the account again. */
        UNAUTHORIZED,
        /** The account never granted, or the app never had, this permission. */
        FORBIDDEN,
        /** Too many calls: come back later. */
        THROTTLED,
        /** All calls of the day are made: come back tomorrow. */
        QUOTA_USED_UP,
        /** The platform is ill, slow or unreachable, or answered something that is no answer. Reads may be repeated. */
        UNAVAILABLE,
        /** The platform will never do this: it does not exist, or the request is wrong. */
        REFUSED
    }
}
