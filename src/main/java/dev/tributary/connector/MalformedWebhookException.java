package dev.tributary.connector;

/** The body of a genuine webhook is not one that its platform sends. The message says which part, for a person. */
public class MalformedWebhookException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedWebhookException(String message) {
        super(message);
    }
}
