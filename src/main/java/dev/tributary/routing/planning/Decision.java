package dev.tributary.routing.planning;

import static java.util.stream.Collectors.joining;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan has for one conversation, and why.
 *
 * @param rule the name of the one that applied; empty: the default
 * @param team whose turn it was; null: everybody's
 * @param agent who gets it; with {@link Outcome#HELD}, whom it waits for
 * @param merits what speaks for the agent, the decisive first
 * @param candidates one for each agent of the situation, in its order
 * @param until with {@link Outcome#HELD}: how long it waits for the agent
 */
public record Decision(
        Waiting conversation,
        String rule,
        @Nullable TeamId team,
        Outcome outcome,
        @Nullable AgentId agent,
        List<Merit> merits,
        List<Judged> candidates,
        @Nullable Instant until) {

    public Decision {
        merits = List.copyOf(merits);
        candidates = List.copyOf(candidates);
    }

    public enum Outcome {
        ASSIGNED,
        /** Nobody may have it now. */
        NOBODY,
        /** Somebody might, but whoever knows the customer is expected to have room soon. */
        HELD
    }

    /**
     * @param load what the agent had just then, in hundredths of a direct message
     * @param score by which those who may have it were compared: the least is chosen
     */
    public record Judged(Verdict verdict, int load, long score) {}

    /** The reasons in short: as long as it is the same, nothing new is to be told. */
    public String digest() {
        return outcome
                + ":"
                + (agent == null ? "" : agent)
                + candidates.stream()
                        .map(it -> it.verdict().name())
                        .distinct()
                        .sorted()
                        .collect(joining(","));
    }
}
