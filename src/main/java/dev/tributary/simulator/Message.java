package dev.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direct message.
 *
 * @param payload what the kind needs beside the text, in the shape the customer or the sender gave it
 */
public record Message(
        String id,
        boolean fromCustomer,
        Kind kind,
        @Nullable String text,
        @Nullable JsonNode payload,
        @Nullable String quotedId,
        String source,
        long timestamp,
        List<Reaction> reactions) {

    public enum Kind {
        TEXT,
        IMAGE,
        VIDEO,
        SHARE_POST,
        STICKER,
        EMOJI,
        TEMPLATE,
        OTHER;

        boolean quotable() {
            return this == TEXT || this == IMAGE || this == SHARE_POST;
        }
    }

    public record Reaction(String emoji, String by, long timestamp) {}

    Message withReactions(List<Reaction> changed) {
        return new Message(
                id, fromCustomer, kind, text, payload, quotedId, source, timestamp, new ArrayList<>(changed));
    }
}
