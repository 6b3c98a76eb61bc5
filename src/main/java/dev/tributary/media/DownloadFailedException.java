package dev.tributary.media;

/** A download that did not bring what was asked for. Its message names no address: those carry signatures. */
class DownloadFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;

    DownloadFailedException(Why why, String message) {
        super(message);
        this.why = why;
    }

    Why why() {
        return why;
    }

    enum Why {
        /** The address leads where nobody may be led. */
        NOT_ALLOWED,
        /** Not under this address any more. */
        GONE,
        TOO_LARGE,
        /** It may work later. */
        UNREACHABLE
    }
}
