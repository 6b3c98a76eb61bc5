package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import dev.tributary.store.StoreId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which conversations, in which order. All parts must hold.
 *
 * @param stores those that whoever asks may see, perhaps narrowed
 * @param contact all threads of one person
 * @param participant an agent who joined it while somebody else, or nobody, looks after it
 * @param text in the customer's handle or name, or in the last words
 */
public record ConversationFilter(
        Set<StoreId> stores,
        Optional<UUID> account,
        Optional<Surface> surface,
        Optional<UUID> contact,
        Optional<ConversationStatus> status,
        Optional<Assignee> assignee,
        Optional<UUID> participant,
        Optional<String> label,
        Optional<String> text,
        Optional<Need> need,
        Sort sort) {

    public ConversationFilter {
        stores = Set.copyOf(stores);
    }

    /** One agent's, or nobody's. */
    public record Assignee(Optional<UUID> agent) {}

    /** What makes a conversation pressing. */
    public enum Need {
        /** The answering window closes within two hours. */
        EXPIRING,
        /** Our last word failed or is uncertain. */
        TROUBLE
    }

    /** The order of a list. */
    public enum Sort {
        /** Latest word first. */
        ACTIVITY,
        /** Who has waited longest for an answer first; after those who wait, who wrote longest ago. */
        WAITING,
        /** Answering window that closes first, first; only what can still be answered. */
        WINDOW
    }
}
