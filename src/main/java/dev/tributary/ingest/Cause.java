package dev.tributary.ingest;

/** Why an account is read back. */
enum Cause {
    /** It was connected, perhaps again: nobody knows what happened before. */
    BOUND(true),
    /** This server was away. */
    STARTED(false),
    /** Something was read or answered that we have never seen. */
    SUSPECTED(false),
    /** It has been quiet for longer than it usually is. */
    SILENT(false),
    /** From time to time. */
    SCHEDULED(false),
    /** A person wants it. */
    ASKED(true);

    private final boolean everything;

    Cause(boolean everything) {
        this.everything = everything;
    }

    /** Whether to read all that the platform lists, and not only what changed since the last time. */
    boolean everything() {
        return everything;
    }
}
