package dev.tributary.connector;

/** What a customer can be shown of us besides messages. */
public enum Signal {
    /** Somebody is writing. It fades after a few seconds. */
    TYPING,
    /** What the customer wrote has been read. */
    READ
}
