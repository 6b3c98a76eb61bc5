package dev.tributary.delivery.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.MessageId;
import dev.tributary.conversation.MessageView;
import dev.tributary.delivery.CheckAgain;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/conversations/{id}/messages/{messageId}/check")
@Authenticated
class CheckResource {

    private final ConversationAccess access;
    private final CheckAgain checks;

    CheckResource(ConversationAccess access, CheckAgain checks) {
        this.access = access;
        this.checks = checks;
    }

    /**
     * Looks in TikTok whether an uncertain message arrived. 202: that takes a moment longer, and the stream tells what
     * comes of it.
     */
    @POST
    public RestResponse<MessageView> check(ConversationId id, MessageId messageId) {
        access.requireToReply(id);
        var checked = checks.check(id, messageId);
        return RestResponse.status(checked.finished() ? Status.OK : Status.ACCEPTED, checked.message());
    }
}
