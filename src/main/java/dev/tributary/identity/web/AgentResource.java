package dev.tributary.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.tributary.identity.Agent;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.AgentChange;
import dev.tributary.identity.AgentService.NewAgent;
import dev.tributary.identity.Agents;
import dev.tributary.identity.IdentityAccess;
import dev.tributary.identity.Permission;
import dev.tributary.identity.Role;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/agents")
@Authenticated
class AgentResource {

    private static final int CREATED = 201;

    private final IdentityAccess access;
    private final Agents agents;
    private final AgentService service;

    AgentResource(IdentityAccess access, Agents agents, AgentService service) {
        this.access = access;
        this.agents = agents;
        this.service = service;
    }

    @GET
    public Page<AgentView> list(
            @RestQuery @Nullable Cursor after, @RestQuery @DefaultValue(PageLimit.DEFAULT) PageLimit limit) {
        access.requireLoggedIn();
        var page = agents.list(after, limit);
        var stores = service.stores(page.items().stream().map(Agent::id).toList());
        return page.map(it -> AgentView.of(it, stores));
    }

    @POST
    @ResponseStatus(CREATED)
    public AgentView create(@Valid @NotNull CreateRequest request) {
        var by = access.require(Permission.ADMINISTER);
        return view(service.create(by, request.toNewAgent()));
    }

    @PATCH
    @Path("{id}")
    public AgentView change(AgentId id, @Valid @NotNull ChangeRequest request) {
        var by = access.require(Permission.ADMINISTER);
        return view(service.change(by, id, request.toChange()));
    }

    private AgentView view(Agent agent) {
        return AgentView.of(agent, service.stores(List.of(agent.id())));
    }

    record CreateRequest(
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 100) String name,
            @NotNull Role role,
            @NotBlank @Size(max = 1000) String password,
            @Nullable @Size(max = 1000) List<@NotNull UUID> storeIds) {

        NewAgent toNewAgent() {
            return new NewAgent(email, name, role, password, requireNonNullElse(storeIds, List.<UUID>of()));
        }

        @Override
        public String toString() {
            return "CreateRequest(hidden)";
        }
    }

    record ChangeRequest(
            @Nullable @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") @Size(max = 100)
            String name,

            @Nullable Role role,
            @Nullable Boolean disabled,
            @Nullable @Size(max = 1000) List<@NotNull UUID> storeIds) {

        AgentChange toChange() {
            return new AgentChange(name, role, disabled, storeIds);
        }
    }

    @Schema(name = "Agent")
    record AgentView(AgentId id, String email, String name, Role role, boolean disabled, List<UUID> storeIds) {

        static AgentView of(Agent agent, Map<AgentId, Set<UUID>> stores) {
            return new AgentView(
                    agent.id(),
                    agent.email(),
                    agent.name(),
                    agent.role(),
                    agent.disabled(),
                    stores.getOrDefault(agent.id(), Set.of()).stream().sorted().toList());
        }
    }
}
