package dev.tributary.media;

/** A picture that this server does not look into: broken, too big, or of a kind that it cannot read. */
class UnusablePictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;

    UnusablePictureException(Why why, String message) {
        super(message);
        this.why = why;
    }

    UnusablePictureException(String message, Throwable cause) {
        super(message, cause);
        this.why = Why.UNREADABLE;
    }

    Why why() {
        return why;
    }

    enum Why {
        UNREADABLE,
        TOO_MANY_PIXELS
    }
}
