package dev.tributary.routing;

import dev.tributary.identity.AgentId;
import org.jspecify.annotations.Nullable;

/** To whom work is handed: an agent, a team of the store, or, with neither, everybody who may take it. */
public record Receiver(@Nullable AgentId agent, @Nullable TeamId team) {

    public Receiver {
        if (agent != null && team != null) {
            throw new IllegalArgumentException("Either an agent or a team");
        }
    }
}
