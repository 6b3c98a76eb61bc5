package dev.tributary.conversation.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationService;
import dev.tributary.conversation.ConversationStatus;
import dev.tributary.conversation.ConversationView;
import dev.tributary.conversation.Participants;
import dev.tributary.conversation.PrivateReplyDesk;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.TransferNotes;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/conversations/{id}")
@Authenticated
class ConversationResource {

    private final ConversationAccess access;
    private final CurrentAgent current;
    private final ConversationQueries queries;
    private final ConversationService conversations;
    private final TransferNotes notes;
    private final Participants participants;
    private final PrivateReplyDesk privateReplies;

    ConversationResource(
            ConversationAccess access,
            CurrentAgent current,
            ConversationQueries queries,
            ConversationService conversations,
            TransferNotes notes,
            Participants participants,
            PrivateReplyDesk privateReplies) {
        this.access = access;
        this.current = current;
        this.queries = queries;
        this.conversations = conversations;
        this.notes = notes;
        this.participants = participants;
        this.privateReplies = privateReplies;
    }

    @GET
    public ConversationView one(ConversationId id) {
        access.require(id, Permission.VIEW);
        return view(id);
    }

    @PUT
    @Path("assignee")
    public ConversationView assign(ConversationId id, @Valid @NotNull AssigneeRequest request) {
        var store = access.require(id, Permission.REPLY);
        var agent = Optional.ofNullable(request.agentId()).map(AgentId::new);
        if (agent.filter(it -> !it.equals(current.id())).isPresent()) {
            notes.requireOptional(store);
        }
        conversations.assign(id, agent, current.id());
        return view(id);
    }

    @PUT
    @Path("status")
    public ConversationView setStatus(ConversationId id, @Valid @NotNull StatusRequest request) {
        access.require(id, Permission.REPLY);
        var seen = Objects.requireNonNullElse(request.inboundCount(), Integer.MAX_VALUE);
        conversations.setStatus(id, request.status(), request.snoozedUntil(), current.id(), seen);
        return view(id);
    }

    @PUT
    @Path("seen")
    public void seen(ConversationId id, @Valid @NotNull SeenRequest request) {
        access.require(id, Permission.VIEW);
        conversations.seen(id, current.id(), request.inboundCount());
    }

    @PUT
    @Path("labels")
    public ConversationView label(ConversationId id, @Valid @NotNull LabelsRequest request) {
        access.require(id, Permission.REPLY);
        conversations.label(id, Set.copyOf(request.labels()));
        return view(id);
    }

    /** I take part without looking after it. */
    @PUT
    @Path("participants/me")
    public ConversationView join(ConversationId id) {
        access.require(id, Permission.REPLY);
        participants.join(id, current.id());
        return view(id);
    }

    @DELETE
    @Path("participants/me")
    public ConversationView leave(ConversationId id) {
        access.require(id, Permission.VIEW);
        participants.leave(id, current.id());
        return view(id);
    }

    private ConversationView view(ConversationId id) {
        return queries.find(current.id(), id).map(privateReplies::with).orElseThrow(ConversationId::unknown);
    }

    record AssigneeRequest(@Nullable UUID agentId) {}

    /**
     * @param inboundCount how many of the customer's messages the agent had seen: with more of them the conversation opens
     *     again at once; without it, whatever there was is taken for seen
     */
    record StatusRequest(
            @NotNull ConversationStatus status,
            @Nullable Instant snoozedUntil,
            @Min(0) @Nullable Integer inboundCount) {

        @AssertTrue(message = "goes with SNOOZED only")
        boolean isSnoozedUntil() {
            return status == ConversationStatus.SNOOZED || snoozedUntil == null;
        }
    }

    record SeenRequest(@Min(0) int inboundCount) {}

    record LabelsRequest(@NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels) {}
}
