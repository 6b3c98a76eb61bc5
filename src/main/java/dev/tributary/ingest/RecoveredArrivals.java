package dev.tributary.ingest;

import dev.tributary.connector.InboundEvent;
import dev.tributary.conversation.Arrival;
import dev.tributary.conversation.ConversationIngest;
import dev.tributary.conversation.Tally;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;

/** Applies what was read back by the same way that webhooks go. */
@ApplicationScoped
class RecoveredArrivals {

    private final ConversationIngest conversations;
    private final Clock clock;

    RecoveredArrivals(ConversationIngest conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** How many messages were not known before. */
    @RetriedOnConflict
    @Transactional
    int apply(BoundAccount account, Collection<? extends InboundEvent> events) {
        var now = clock.instant();
        var arrivals = events.stream().map(it -> new Arrival(it, account, now)).toList();
        return conversations.apply(arrivals).stream().mapToInt(Tally::fresh).sum();
    }
}
