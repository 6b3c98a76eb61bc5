package dev.tributary.conversation;

/** How far an outgoing message got. */
public enum MessageStatus {
    /** Leaves at a later time, and may be taken back until then. */
    SCHEDULED,
    /** Waits for its turn. */
    QUEUED,
    /** A call to the platform is being made, or was being made when the server died. */
    SENDING,
    /** Proved not to have been sent; will be tried again. */
    RETRYING,
    /** It may have been sent or not. Nobody repeats it but a person. */
    UNCERTAIN,
    /** The platform has it. */
    SENT,
    /** The platform says it reached the customer. */
    DELIVERED,
    /** The customer has read it. */
    READ,
    /** The platform will not take it. */
    FAILED
}
