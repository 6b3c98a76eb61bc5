package dev.tributary.ingest;

import java.util.List;
import java.util.Map;

/**
 * Whether an account works from end to end.
 *
 * @param passed no step failed
 */
public record SelfTestReport(boolean passed, List<Result> steps) {

    /** What is tested, in this order. */
    public enum Step {
        /** The platform answers for the account. */
        TOKEN,
        /** Nothing is missing of what the seller can let us do. */
        PERMISSIONS,
        /** The platform reports messages and comments to this server. */
        SUBSCRIPTIONS,
        /** A signed probe that is sent to this server's public address is answered. */
        PUBLIC_ADDRESS,
        /** The probe was found on disk and handled. */
        STORED,
        /** Where the simulator runs: a customer's message arrives in the inbox. */
        SIMULATED_MESSAGE
    }

    public enum Outcome {
        OK,
        FAILED,
        SKIPPED
    }

    /**
     * @param millis how long it took
     * @param args what went wrong: {@code reason} is a word of this server's, {@code failure} what was answered
     */
    public record Result(Step step, Outcome outcome, long millis, Map<String, String> args) {}

    static SelfTestReport of(List<Result> steps) {
        return new SelfTestReport(steps.stream().noneMatch(it -> it.outcome() == Outcome.FAILED), List.copyOf(steps));
    }
}
