package dev.tributary.routing.planning;

/** What speaks for the agent who was chosen, the weightiest first. */
public enum Merit {
    /** Served this customer last. */
    LAST_SERVED,
    SPEAKS_LANGUAGE,
    HAS_SKILLS,
    IN_TEAM,
    /** Helps out: the conversation waited too long for its own team. */
    HELPS_OUT,
    /** Nobody else could have it. */
    ONLY_ONE,
    LEAST_LOADED,
    NEXT_IN_TURN,
    LEAST_OF_CAPACITY
}
