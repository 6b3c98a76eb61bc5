package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.SendOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call to TikTok that did not end well. What that means depends on whether it was a read or a send. */
class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Meaning meaning;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    CallFailedException(Meaning meaning, @Nullable String code, String message, @Nullable Duration retryAfter) {
        super(message);
        this.meaning = meaning;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    Meaning meaning() {
        return meaning;
    }

    ConnectorException asRead() {
        return new ConnectorException(meaning.forReads(), code, reason());
    }

    SendOutcome asSend() {
        return new SendOutcome(meaning.forSends(), null, null, retryAfter, code, reason());
    }

    private String reason() {
        return String.valueOf(getMessage());
    }
}
