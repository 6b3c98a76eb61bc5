package dev.tributary.routing;

/** Whether an agent takes work now. */
public enum Duty {
    ON,
    OFF
}
