package dev.tributary.delivery.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.delivery.Signals;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/api/conversations/{id}/typing")
@Authenticated
class TypingResource {

    private final ConversationAccess access;
    private final Signals signals;

    TypingResource(ConversationAccess access, Signals signals) {
        this.access = access;
        this.signals = signals;
    }

    /** Somebody types an answer. Every few seconds is enough; whether the customer sees it nobody promises. */
    @POST
    public void typing(ConversationId id) {
        access.requireToReply(id);
        signals.typing(id);
    }
}
