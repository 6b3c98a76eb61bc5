package dev.tributary.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook says.
 *
 * @param events what happened, in the order the platform tells it; empty when it is nothing we model
 * @param ignoredBecause what was passed over and why, in plain English: an event we do not know, a key given twice, a
 *     time that cannot be believed. Null if everything was read. There may be events beside it
 */
public record Reading(List<InboundEvent> events, @Nullable String ignoredBecause) {

    public Reading {
        events = List.copyOf(events);
    }

    public static Reading of(InboundEvent... events) {
        return new Reading(List.of(events), null);
    }

    public static Reading ignored(String because) {
        return new Reading(List.of(), because);
    }
}
