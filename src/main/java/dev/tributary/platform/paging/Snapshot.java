package dev.tributary.platform.paging;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list that a change stream keeps up to date.
 *
 * @param next where the next page begins, or null at the end
 * @param asOf the number of each store's stream that the list is at least as new as: whatever happens afterwards has a
 *     greater one
 */
public record Snapshot<T>(List<T> items, @Nullable String next, Map<UUID, Long> asOf) {

    public Snapshot {
        items = List.copyOf(items);
        asOf = Map.copyOf(asOf);
    }

    /** @param asOf read before the page */
    public static <T> Snapshot<T> of(Page<T> page, Map<UUID, Long> asOf) {
        return new Snapshot<>(page.items(), page.next(), asOf);
    }
}
