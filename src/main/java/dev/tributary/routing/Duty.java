package dev.tributary.routing;

/** Whether an agent is at work, by their own word or their shifts. Only who is {@link #ON} is given anything. */
public enum Duty {
    ON,
    /** At work, and takes nothing new. */
    BUSY,
    /** At work, and not at the desk for a moment. */
    AWAY,
    OFF
}
