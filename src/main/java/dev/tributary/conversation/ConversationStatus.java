package dev.tributary.conversation;

/** Whether a conversation needs somebody. */
public enum ConversationStatus {
    /** The customer waits, or somebody is at it. */
    OPEN,
    /** Put aside until a time, or until the customer writes. */
    SNOOZED,
    /** Done. A new message of the customer opens it again. */
    RESOLVED
}
