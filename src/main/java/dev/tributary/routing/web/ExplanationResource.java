package dev.tributary.routing.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.Permission;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.routing.Explanation;
import dev.tributary.routing.Explanations;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/conversations/{id}/routing")
@Authenticated
class ExplanationResource {

    private final ConversationAccess access;
    private final Explanations explanations;

    ExplanationResource(ConversationAccess access, Explanations explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    /** Why somebody has the conversation, or nobody; newest first. */
    @GET
    public Explanation explain(ConversationId id, @RestQuery Optional<Cursor> after) {
        access.require(id, Permission.VIEW);
        return explanations.of(id, after);
    }
}
