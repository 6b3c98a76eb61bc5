package dev.tributary.platform.secret;

/** A stored secret that none of the configured keys opens. */
public final class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String place, Throwable cause) {
        super(
                "No configured key opens " + place
                        + ". Put the key it was encrypted under back at the end of tributary.secrets.key.",
                cause);
    }
}
