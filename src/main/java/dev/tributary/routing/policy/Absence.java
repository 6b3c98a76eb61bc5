package dev.tributary.routing.policy;

/** Why an agent does not look after what they have. */
public enum Absence {
    /** On duty, and takes nothing new. */
    BUSY,
    /** Away for a moment, by their own word. */
    AWAY,
    /** Off duty. */
    OFF,
    /** On duty, and no browser of theirs has been there for longer than the grace. */
    GONE
}
