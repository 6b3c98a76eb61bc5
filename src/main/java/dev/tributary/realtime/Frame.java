package dev.tributary.realtime;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One number of a store's stream, ready to be sent, written once for everybody.
 *
 * @param agent the only one who may know; null for everybody
 * @param skipped what the others are told, so that their numbers stay dense
 */
record Frame(long seq, @Nullable UUID agent, String text, String skipped) {

    String textFor(UUID reader) {
        return agent == null || agent.equals(reader) ? text : skipped;
    }
}
