package dev.tributary.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How many accounts TikTok lets a store bind; its other rules for messaging share the prefix. */
@ConfigMapping(prefix = "tributary.messaging")
interface MessagingLimits {

    /** How many channel accounts a store may bind beside its official one. */
    @WithDefault("4")
    int channelAccounts();

    /** How many channel accounts a store may bind while it is in its probation (新店考察期). */
    @WithDefault("0")
    int channelAccountsInProbation();

    /** How often TikTok lets a store change its official account for another. Shown, not held here. */
    @WithDefault("3")
    int officialAccountChanges();

    /** How often TikTok lets a store bind a channel account within {@link #channelLinkWindow()}. */
    @WithDefault("10")
    int channelLinks();

    /** Over how long the binding of channel accounts is counted. */
    @WithDefault("180d")
    Duration channelLinkWindow();

    /** How long TikTok keeps an account bound at least, by market, where it differs from what this server knows. */
    Map<String, Duration> unlinkWait();

    default ChangeRules changes() {
        return new ChangeRules(officialAccountChanges(), channelLinks(), channelLinkWindow(), unlinkWait());
    }

    default BindingRules rules() {
        return new BindingRules(channelAccounts(), channelAccountsInProbation());
    }
}
