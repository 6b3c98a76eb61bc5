package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.SendOutcome;

/** What it means that TikTok did not do what it was asked, for a read and for a send. */
enum Meaning {
    /** The token, or the grant behind it, is not accepted. */
    UNAUTHORIZED(ConnectorException.Kind.UNAUTHORIZED, SendOutcome.Kind.UNAUTHORIZED),
    /** The token is good, but not for this. */
    FORBIDDEN(ConnectorException.Kind.FORBIDDEN, SendOutcome.Kind.REFUSED),
    /** Too many calls. TikTok did nothing. */
    THROTTLED(ConnectorException.Kind.THROTTLED, SendOutcome.Kind.THROTTLED),
    /** All calls of the day are made. TikTok did nothing. */
    QUOTA_USED_UP(ConnectorException.Kind.QUOTA_USED_UP, SendOutcome.Kind.QUOTA_USED_UP),
    /** The call did not reach TikTok, or reached it closed: provably nothing was done. */
    UNSENT(ConnectorException.Kind.UNAVAILABLE, SendOutcome.Kind.DEFERRED),
    /** TikTok will never do this. */
    REFUSED(ConnectorException.Kind.REFUSED, SendOutcome.Kind.REFUSED),
    /** Nobody can tell whether TikTok did it. */
    UNCERTAIN(ConnectorException.Kind.UNAVAILABLE, SendOutcome.Kind.UNKNOWN);

    private final ConnectorException.Kind forReads;
    private final SendOutcome.Kind forSends;

    Meaning(ConnectorException.Kind forReads, SendOutcome.Kind forSends) {
        this.forReads = forReads;
        this.forSends = forSends;
    }

    ConnectorException.Kind forReads() {
        return forReads;
    }

    SendOutcome.Kind forSends() {
        return forSends;
    }
}
