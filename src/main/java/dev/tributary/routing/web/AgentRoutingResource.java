package dev.tributary.routing.web;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.identity.AgentId;
import dev.tributary.routing.AgentKnowledge;
import dev.tributary.routing.AgentRoutingView;
import dev.tributary.routing.RoutingAccess;
import dev.tributary.store.AccountId;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Path("/api/agents/{id}/routing")
@Authenticated
class AgentRoutingResource {

    private final RoutingAccess access;
    private final AgentKnowledge knowledge;

    AgentRoutingResource(RoutingAccess access, AgentKnowledge knowledge) {
        this.access = access;
        this.knowledge = knowledge;
    }

    /** Limits for accounts that one may not see are left out. */
    @GET
    public AgentRoutingView show(AgentId id) {
        access.requireSupervisionOf(id);
        return knowledge.of(id, access.visible());
    }

    /** Replaces all of it, except for limits for accounts that one may not see. */
    @PUT
    public AgentRoutingView change(AgentId id, @Valid @NotNull RoutingRequest request) {
        access.requireSupervisionOf(id);
        var most = request.most();
        access.requireAccounts(most.keySet());
        knowledge.set(access.self(), id, request.known(), Set.copyOf(request.languages()), most, access.visible());
        return knowledge.of(id, access.visible());
    }

    /**
     * @param skills without regard to case
     * @param languages ISO 639, such as {@code th}
     */
    record RoutingRequest(
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 50) String> skills,
            @NotNull @Size(max = 50) List<@NotNull @Pattern(regexp = "[a-z]{2,3}") String> languages,
            @NotNull @Size(max = 1000) List<@NotNull @Valid LimitRequest> limits) {

        Set<String> known() {
            return skills.stream()
                    .map(it -> it.strip().toLowerCase(Locale.ROOT))
                    .collect(toUnmodifiableSet());
        }

        Map<AccountId, Integer> most() {
            return limits.stream().collect(toMap(it -> new AccountId(it.accountId()), LimitRequest::most, Math::min));
        }
    }

    record LimitRequest(
            @NotNull UUID accountId,
            @NotNull @Min(0) @Max(1000) Integer most) {}
}
