package dev.tributary.routing.web;

import dev.tributary.conversation.ConversationAccess;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.ConversationQueries;
import dev.tributary.conversation.ConversationView;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.routing.Receiver;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.Transfers;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/conversations/{id}/transfer")
@Authenticated
class TransferResource {

    private final ConversationAccess access;
    private final CurrentAgent current;
    private final Transfers transfers;
    private final ConversationQueries conversations;

    TransferResource(
            ConversationAccess access, CurrentAgent current, Transfers transfers, ConversationQueries conversations) {
        this.access = access;
        this.current = current;
        this.transfers = transfers;
        this.conversations = conversations;
    }

    /** Hands the conversation to an agent, whatever their duty and capacity, or to a team, whose turn it is then. */
    @POST
    public ConversationView transfer(ConversationId id, @Valid @NotNull TransferRequest request) {
        access.requireToReply(id);
        transfers.transfer(id, request.receiver(), current.id(), request.words());
        return view(id);
    }

    /** Hands back what I was handed, as long as I have not answered. */
    @POST
    @Path("refusal")
    public ConversationView refuse(ConversationId id, @Valid @NotNull RefusalRequest request) {
        access.requireToReply(id);
        transfers.refuse(id, current.id(), request.reason().strip());
        return view(id);
    }

    private ConversationView view(ConversationId id) {
        return conversations
                .find(current.id(), id)
                .orElseThrow(() -> new ProblemException(
                        ConversationProblem.UNKNOWN_CONVERSATION, "Check the id, or go back to the list."));
    }

    /**
     * One of an agent and a team.
     *
     * @param note for whoever gets it; colleagues read it in the thread, customers do not
     */
    record TransferRequest(
            @Nullable UUID agentId,
            @Nullable UUID teamId,
            @Nullable @Size(max = 5_000) String note) {

        @AssertTrue(message = "must have either an agentId or a teamId")
        boolean isTo() {
            return (agentId == null) != (teamId == null);
        }

        Receiver receiver() {
            return new Receiver(
                    agentId == null ? null : new AgentId(agentId), teamId == null ? null : new TeamId(teamId));
        }

        @Nullable
        String words() {
            return note == null || note.isBlank() ? null : note.strip();
        }
    }

    record RefusalRequest(@NotBlank @Size(max = 500) String reason) {}
}
