package dev.tributary.routing;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What routing knows about an agent besides duty and capacity.
 *
 * @param skills in lower case
 * @param languages ISO 639
 */
@Schema(name = "AgentRouting")
public record AgentRoutingView(UUID agentId, List<String> skills, List<String> languages, List<Limit> limits) {

    public AgentRoutingView {
        skills = List.copyOf(skills);
        languages = List.copyOf(languages);
        limits = List.copyOf(limits);
    }

    /**
     * @param most open conversations of the account that routing gives the agent; people may give them more
     * @param open how many they have
     */
    @Schema(name = "AccountLimit")
    public record Limit(UUID accountId, int most, int open) {}

    /** Whatever the agent has at the moment. */
    boolean saysTheSameAs(AgentRoutingView other) {
        return skills.equals(other.skills)
                && languages.equals(other.languages)
                && settings().equals(other.settings());
    }

    private List<Limit> settings() {
        return limits.stream()
                .map(it -> new Limit(it.accountId(), it.most(), 0))
                .toList();
    }
}
