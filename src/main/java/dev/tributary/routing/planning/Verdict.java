package dev.tributary.routing.planning;

/**
 * Whether an agent may have a conversation now, and if not, the first thing that stands against it. What is kept refers to
 * the order of these constants, so new ones go to the end.
 */
public enum Verdict {
    ELIGIBLE,
    NOT_IN_TEAM,
    OFF_DUTY,
    BUSY,
    AWAY,
    /** No browser of theirs has been there for longer than the grace. */
    NOT_CONNECTED,
    /** Had it and did not answer in time, or refused it. */
    PASSED_OVER,
    LACKS_SKILL,
    LACKS_LANGUAGE,
    AT_CAPACITY,
    /** Has as many conversations of this account as they should. */
    AT_ACCOUNT_LIMIT,
    /** Got as many within a minute as they should. */
    AT_RATE_LIMIT
}
