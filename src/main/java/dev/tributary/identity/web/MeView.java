package dev.tributary.identity.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.identity.Agent;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentSettings;
import dev.tributary.identity.Agents;
import dev.tributary.identity.Role;
import dev.tributary.identity.VisibleStores;
import dev.tributary.identity.VisibleStores.VisibleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Me, as the inbox needs me to begin. */
@Schema(name = "Me")
record MeView(
        AgentId id,
        String email,
        String name,
        Role role,
        List<Role> roles,
        List<VisibleStore> stores,
        @Schema(implementation = Object.class) ObjectNode settings) {

    /** Gathers it. */
    @ApplicationScoped
    static class Views {

        private final Agents agents;
        private final AgentSettings settings;
        private final Instance<VisibleStores> stores;

        Views(Agents agents, AgentSettings settings, Instance<VisibleStores> stores) {
            this.agents = agents;
            this.settings = settings;
            this.stores = stores;
        }

        MeView of(AgentId id) {
            Agent agent = agents.require(id);
            return new MeView(
                    id,
                    agent.email(),
                    agent.name(),
                    agent.role(),
                    Arrays.stream(Role.values())
                            .filter(it -> it.compareTo(agent.role()) <= 0)
                            .toList(),
                    stores.isResolvable() ? stores.get().of(id, agent.role()) : List.of(),
                    settings.of(id));
        }
    }
}
