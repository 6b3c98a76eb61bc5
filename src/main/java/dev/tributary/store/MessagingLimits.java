package dev.tributary.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many accounts TikTok lets a store bind; its other rules for messaging share the prefix. */
@ConfigMapping(prefix = "tributary.messaging")
interface MessagingLimits {

    /** How many channel accounts a store may bind beside its official one. */
    @WithDefault("4")
    int channelAccounts();

    /** How many channel accounts a store may bind while it is in its probation (新店考察期). */
    @WithDefault("0")
    int channelAccountsInProbation();

    default BindingRules rules() {
        return new BindingRules(channelAccounts(), channelAccountsInProbation());
    }
}
