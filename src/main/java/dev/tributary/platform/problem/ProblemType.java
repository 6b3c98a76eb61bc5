package dev.tributary.platform.problem;

/** A kind of error that a client can act on. Each module lists its own in one enum. */
public interface ProblemType {

    /** Stable for ever: clients branch on it. Lower case with hyphens. */
    String slug();

    int status();

    /** Short, for people, and the same for every occurrence. */
    String title();
}
