package dev.tributary.routing.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a store's policy.
 *
 * @param revision how often it was written; whoever changes or activates it says which one they saw
 * @param activatedAt when it last began to apply; null: never
 */
public record PolicyView(
        int version,
        State state,
        int revision,
        String note,
        Policy document,
        UUID createdBy,
        String createdByName,
        Instant createdAt,
        @Nullable Instant activatedAt) {

    public enum State {
        /** May be changed and thrown away; applies to nothing yet. */
        DRAFT,
        ACTIVE,
        /** Was active, and may be again. */
        PAST
    }
}
