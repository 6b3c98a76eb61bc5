package dev.tributary.store;

/** Where a shop stands with TikTok's probation for new stores (新店考察期). */
public enum Probation {
    IN_PROBATION,
    PASSED,
    /** TikTok took the pass back: what is bound goes on, nothing new may be bound. */
    RECALLED
}
