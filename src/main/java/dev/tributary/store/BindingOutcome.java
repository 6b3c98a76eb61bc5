package dev.tributary.store;

import dev.tributary.platform.problem.ProblemException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a binding ended, for the page that tells the admin.
 *
 * @param rule the slug of the rule that refused it
 * @param found under which id a grant over another account waits
 * @param counts what the rule counts, as the problem document says it
 */
public record BindingOutcome(
        Result result,
        @Nullable StoreId store,
        @Nullable String handle,
        @Nullable String rule,
        @Nullable UUID found,
        Map<String, Object> counts) {

    BindingOutcome(Result result, @Nullable StoreId store, @Nullable String handle, @Nullable String rule) {
        this(result, store, handle, rule, null, Map.of());
    }

    /** What the admin can do about it differs. */
    public enum Result {
        CONNECTED,
        /** It is not the account that was to be connected again: nothing is bound before the admin says so. */
        OTHER,
        /** A rule forbids it. */
        REFUSED,
        /** The seller said no on TikTok's page. */
        DENIED,
        /** It was not begun by this admin, or too long ago, or it is over already: begin again. */
        EXPIRED,
        /** TikTok did not play along: try again. */
        FAILED
    }

    static BindingOutcome connected(BoundAccount account, @Nullable String handle) {
        return new BindingOutcome(Result.CONNECTED, account.store(), handle, null);
    }

    public static BindingOutcome refused(@Nullable StoreId store, ProblemException because) {
        return new BindingOutcome(Result.REFUSED, store, null, because.type().slug(), null, because.members());
    }

    static BindingOutcome other(StoreId store, @Nullable String handle, UUID found) {
        return new BindingOutcome(Result.OTHER, store, handle, null, found, Map.of());
    }

    static BindingOutcome denied(StoreId store) {
        return new BindingOutcome(Result.DENIED, store, null, null);
    }

    static BindingOutcome expired() {
        return new BindingOutcome(Result.EXPIRED, null, null, null);
    }

    static BindingOutcome failed(StoreId store) {
        return new BindingOutcome(Result.FAILED, store, null, null);
    }
}
