package dev.tributary.routing;

import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationView;
import dev.tributary.identity.AgentId;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** "Give me the next one": work that is pulled instead of pushed. */
@ApplicationScoped
public class NextConversation {

    private final Assignments assignments;
    private final ConversationQueries conversations;

    NextConversation(Assignments assignments, ConversationQueries conversations) {
        this.assignments = assignments;
        this.conversations = conversations;
    }

    /** What has waited longest in these stores, now the agent's; empty if nothing waits. */
    public Optional<ConversationView> take(AgentId agent, Set<StoreId> stores) {
        return assignments.takeNext(agent, stores).flatMap(it -> conversations.find(agent, it));
    }
}
