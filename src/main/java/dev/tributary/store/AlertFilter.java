package dev.tributary.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts.
 *
 * @param account of this account only
 * @param open only those that are open, or only those that are not; null for all
 */
public record AlertFilter(
        Set<StoreId> stores,
        @Nullable AccountId account,
        @Nullable Boolean open) {

    public AlertFilter {
        stores = Set.copyOf(stores);
    }
}
