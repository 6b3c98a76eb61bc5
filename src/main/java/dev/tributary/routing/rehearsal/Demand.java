package dev.tributary.routing.rehearsal;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.routing.policy.Rule.Match;
import dev.tributary.store.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer who needed somebody, as it was: from the message that opened a conversation until it was done.
 *
 * @param customer the person, where it is known that several conversations are with the same
 * @param opensAt when it came to the queue; before the period: it waited when the period began
 * @param words when the customer wrote meanwhile, in order; empty where somebody else opened it
 * @param replyTakes from being given to somebody to their first reply; null: nobody replied
 * @param handling from being given to somebody until it was done; null: it never was
 */
record Demand(
        ConversationId conversation,
        UUID customer,
        AccountId account,
        Surface surface,
        Set<String> labels,
        @Nullable String language,
        Instant opensAt,
        List<Instant> words,
        @Nullable Duration replyTakes,
        @Nullable Duration handling)
        implements Match.Subject {

    Demand {
        labels = Set.copyOf(labels);
        words = List.copyOf(words);
    }
}
