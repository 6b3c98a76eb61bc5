package dev.tributary.routing.planning;

import java.time.Instant;
import java.util.List;

/**
 * A store at one moment: who waits, and who might take it. A value: a plan made from it is always the same.
 *
 * @param agents in a fixed order, which what is decided refers to
 */
public record Situation(Instant now, List<Waiting> waiting, List<Candidate> agents, Weights weights) {

    public Situation {
        waiting = List.copyOf(waiting);
        agents = List.copyOf(agents);
    }
}
