package dev.tributary.store.governor;

import dev.tributary.connector.ConnectorException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The platform takes no such call for a while: it said so, or our own count does. */
public final class NotNowException extends ConnectorException {

    private static final long serialVersionUID = 1L;

    private final Duration askAgainIn;

    private NotNowException(Kind kind, @Nullable String code, String message, Duration askAgainIn) {
        super(kind, code, message);
        this.askAgainIn = askAgainIn;
    }

    static NotNowException notGranted(CallGrant grant) {
        return new NotNowException(
                grant.notToday() ? Kind.QUOTA_USED_UP : Kind.THROTTLED,
                null,
                "The platform takes no more calls at the moment.",
                grant.askAgainIn());
    }

    static NotNowException said(ConnectorException refusal, Duration askAgainIn) {
        var said =
                new NotNowException(refusal.kind(), refusal.code(), String.valueOf(refusal.getMessage()), askAgainIn);
        said.initCause(refusal);
        return said;
    }

    public Duration askAgainIn() {
        return askAgainIn;
    }

    /** The day's calls are all made. */
    public boolean notToday() {
        return kind() == Kind.QUOTA_USED_UP;
    }
}
