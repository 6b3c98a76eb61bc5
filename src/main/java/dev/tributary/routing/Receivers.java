package dev.tributary.routing;

import dev.tributary.conversation.ConversationProblem;
import dev.tributary.conversation.Handovers.Destination;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.problem.ProblemException;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Knows who may be handed the work of a store. */
@ApplicationScoped
class Receivers {

    private final Jdbi jdbi;

    Receivers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Refuses whoever does not work for the store, and teams of other stores. */
    Destination require(StoreId store, Receiver to) {
        if (to.agent() != null && !worksFor(store, to.agent())) {
            throw new ProblemException(ConversationProblem.UNKNOWN_AGENT, "Choose somebody who works for this store.");
        }
        return new Destination(to.agent(), to.team() == null ? null : nameOf(store, to.team()), null);
    }

    boolean worksFor(StoreId store, AgentId agent) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM agent a WHERE a.id = :agent AND a.disabled_at IS NULL
                            AND (a.role = 'ADMIN' OR EXISTS (
                                SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store)))
                        """)
                .bind("agent", agent.value())
                .bind("store", store.value())
                .mapTo(Boolean.class)
                .one());
    }

    private String nameOf(StoreId store, TeamId team) {
        return jdbi.withHandle(db -> db.createQuery("SELECT name FROM team WHERE id = :team AND store_id = :store")
                        .bind("team", team.value())
                        .bind("store", store.value())
                        .mapTo(String.class)
                        .findOne())
                .orElseThrow(() -> new ProblemException(
                        HandoverProblem.UNKNOWN_TEAM, "Choose a team of the conversation's store."));
    }
}
