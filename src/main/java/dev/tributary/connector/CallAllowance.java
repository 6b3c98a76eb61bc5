package dev.tributary.connector;

import org.jspecify.annotations.Nullable;

/**
 * Asked by a connector before each call that its caller cannot have asked for: the second and later pages of a list, and
 * whatever concerns tokens, webhooks and profiles. For all other calls the caller has asked before.
 */
@FunctionalInterface
public interface CallAllowance {

    /**
     * Waits, for a few seconds at most, until the platform takes one more call, and counts it.
     *
     * @param account null for {@link ApiCall#APP}
     * @return false if the call must not be made now
     */
    boolean oneMore(@Nullable AccountRef account, ApiCall call);
}
