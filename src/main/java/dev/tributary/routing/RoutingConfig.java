package dev.tributary.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How work is given to agents. */
@ConfigMapping(prefix = "tributary.routing")
interface RoutingConfig {

    /**
     * How many open conversations routing gives a new agent at most.
     *
     * <p>Answering by text, people keep five to ten conversations apart; supervisors change it agent by agent.
     */
    @WithDefault("8")
    int capacity();
}
