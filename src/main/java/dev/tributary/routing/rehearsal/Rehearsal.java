package dev.tributary.routing.rehearsal;

import java.time.Instant;

/**
 * A policy beside the one that applies today, over the same past.
 *
 * @param agents who were there, or might have been
 * @param assumedAgents of whom nobody knows how they were when the period began: inferred from what they did next, or from today
 */
public record Rehearsal(Instant from, Instant to, int agents, int assumedAgents, Figures today, Figures draft) {}
