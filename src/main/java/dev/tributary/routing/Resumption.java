package dev.tributary.routing;

import dev.tributary.conversation.ConversationsWaiting;
import dev.tributary.store.RoutingResumed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** What waited while its account was paused waits for routing again. */
@ApplicationScoped
class Resumption {

    private final Event<ConversationsWaiting> waiting;

    Resumption(Event<ConversationsWaiting> waiting) {
        this.waiting = waiting;
    }

    void onResumed(@Observes RoutingResumed event) {
        waiting.fire(new ConversationsWaiting(Set.of(event.store())));
    }
}
