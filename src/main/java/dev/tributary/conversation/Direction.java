package dev.tributary.conversation;

/** Which way a line of a thread goes. */
public enum Direction {
    /** From the customer. */
    INBOUND,
    /** To the customer, from wherever it was sent. */
    OUTBOUND,
    /** To the customer, at a later time. Told to the outside as {@link #OUTBOUND}. */
    SCHEDULED,
    /** Between ourselves; never leaves. */
    NOTE,
    /** What happened to the conversation. */
    SYSTEM
}
