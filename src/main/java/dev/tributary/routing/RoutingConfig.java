package dev.tributary.routing;

import dev.tributary.routing.planning.Weights;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How work is given to agents. */
@ConfigMapping(prefix = "tributary.routing")
public interface RoutingConfig {

    /**
     * How many open conversations routing gives a new agent at most.
     *
     * <p>Answering by text, people keep five to ten conversations apart; supervisors change it agent by agent.
     */
    @WithDefault("8")
    int capacity();

    /** How much of an agent's capacity a conversation of direct messages takes, in hundredths. From 0 to 1000. */
    @WithDefault("100")
    int weightDirectMessage();

    /** How much of it a thread of comments takes, in hundredths of a conversation of direct messages. From 0 to 1000. */
    @WithDefault("40")
    int weightComment();

    /** How much of it a chat of the shop takes, alike. From 0 to 1000. */
    @WithDefault("100")
    int weightShopChat();

    /** How long an agent counts as connected after their browser was last there. */
    @WithDefault("90s")
    Duration grace();

    /** How long it is kept why routing decided as it did, and how agents were. */
    @WithDefault("30d")
    Duration decisionsKept();

    default Weights weights() {
        return new Weights(weightDirectMessage(), weightComment(), weightShopChat());
    }
}
