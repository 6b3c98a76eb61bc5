package dev.tributary.routing.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.Permission;
import dev.tributary.routing.Attention;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;

@Path("/api/conversations/{id}/attention")
@Authenticated
class AttentionResource {

    private final ConversationAccess access;
    private final Attention attention;

    AttentionResource(ConversationAccess access, Attention attention) {
        this.access = access;
        this.attention = attention;
    }

    @GET
    public AttentionView show(ConversationId id) {
        access.require(id, Permission.VIEW);
        return new AttentionView(id.value(), attention.of(List.of(id.value())).getOrDefault(id.value(), List.of()));
    }

    /** @param agentIds who has it open and looks at it, in the order in which they came */
    record AttentionView(UUID conversationId, List<UUID> agentIds) {}
}
