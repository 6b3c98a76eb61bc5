package dev.tributary.routing.policy;

import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the versions of a store's policy. */
@ApplicationScoped
public class PolicyQueries {

    private final PolicyRows rows;

    PolicyQueries(PolicyRows rows) {
        this.rows = rows;
    }

    /**
     * Newest first.
     *
     * @param below the page before ended with it; null for the first
     */
    public List<PolicyView> page(StoreId store, @Nullable Long below, int limit) {
        return rows.page(store, below == null ? Long.MAX_VALUE : below, limit);
    }

    public PolicyView get(StoreId store, PolicyVersion version) {
        return rows.require(store, version);
    }
}
