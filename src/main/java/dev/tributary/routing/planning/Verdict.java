package dev.tributary.routing.planning;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;

/** Whether an agent may have a conversation now, and if not, the first thing that stands against it. */
public enum Verdict {
    ELIGIBLE(0),
    NOT_IN_TEAM(1),
    OFF_DUTY(2),
    BUSY(3),
    AWAY(4),
    /** No browser of theirs has been there for longer than the grace. */
    NOT_CONNECTED(5),
    /** Had it and did not answer in time, or refused it. */
    PASSED_OVER(6),
    LACKS_SKILL(7),
    LACKS_LANGUAGE(8),
    AT_CAPACITY(9),
    /** Has as many conversations of this account as they should. */
    AT_ACCOUNT_LIMIT(10),
    /** Got as many within a minute as they should. */
    AT_RATE_LIMIT(11);

    private static final Map<Integer, Verdict> BY_NUMBER =
            Arrays.stream(values()).collect(toUnmodifiableMap(Verdict::number, identity()));

    private final int number;

    Verdict(int number) {
        this.number = number;
    }

    /** Stands for it in what is kept, so it never changes. */
    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException if no verdict has that number */
    public static Verdict ofNumber(int number) {
        var verdict = BY_NUMBER.get(number);
        if (verdict == null) {
            throw new IllegalArgumentException("No verdict has the number " + number);
        }
        return verdict;
    }
}
