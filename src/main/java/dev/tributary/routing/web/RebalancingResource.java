package dev.tributary.routing.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.conversation.ConversationId;
import dev.tributary.identity.AgentId;
import dev.tributary.routing.Rebalancing;
import dev.tributary.routing.Rebalancing.Selection;
import dev.tributary.routing.Receiver;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.routing.TeamId;
import dev.tributary.store.StoreId;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/routing/rebalancing")
@Authenticated
class RebalancingResource {

    private final RoutingAccess access;
    private final Rebalancing rebalancing;

    RebalancingResource(RoutingAccess access, Rebalancing rebalancing) {
        this.access = access;
        this.rebalancing = rebalancing;
    }

    /** Moves an agent's open conversations of a store to another agent, to a team, or back to the queue. */
    @POST
    public Moved move(@Valid @NotNull MoveRequest request) {
        var selection = request.selection();
        access.requireSupervision(selection.store());
        return new Moved(rebalancing.move(selection, request.receiver(), access.self()));
    }

    /**
     * @param store whose conversations
     * @param from who has them
     * @param agentId who gets them; without it and a teamId they go to the queue
     * @param conversations only these; by default all
     * @param unansweredOnly only those in which the customer waits for an answer
     */
    record MoveRequest(
            @NotNull UUID store,
            @NotNull UUID from,
            @Nullable UUID agentId,
            @Nullable UUID teamId,
            @Nullable @Size(min = 1, max = 1_000) Set<@NotNull UUID> conversations,
            @Nullable Boolean unansweredOnly) {

        @AssertTrue(message = "must not have both an agentId and a teamId")
        boolean isTo() {
            return agentId == null || teamId == null;
        }

        Selection selection() {
            return new Selection(
                    new StoreId(store),
                    new AgentId(from),
                    Optional.ofNullable(conversations)
                            .map(it -> it.stream().map(ConversationId::new).collect(toUnmodifiableSet())),
                    Boolean.TRUE.equals(unansweredOnly));
        }

        Receiver receiver() {
            return new Receiver(
                    agentId == null ? null : new AgentId(agentId), teamId == null ? null : new TeamId(teamId));
        }
    }

    record Moved(int moved) {}
}
