package dev.tributary.routing.policy;

import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** Which policy applies to a store. Cheap: what a version says never changes, so only its number is read. */
@ApplicationScoped
public class Policies {

    private final Jdbi jdbi;
    private final PolicyDocuments documents;
    /** The last that applied to each store, as far as this server looked. */
    private final Map<StoreId, Active> known = new ConcurrentHashMap<>();

    Policies(Jdbi jdbi, PolicyDocuments documents) {
        this.jdbi = jdbi;
        this.documents = documents;
    }

    /** @param version 0: nobody said anything */
    public record Active(int version, Policy policy) {

        static final Active DEFAULT = new Active(0, Policy.DEFAULT);
    }

    /** What applies now: read anew each time, so that all servers change together. */
    public Active active(StoreId store) {
        var version = jdbi.withHandle(
                db -> db.createQuery("SELECT version FROM routing_policy WHERE store_id = :store AND active")
                        .bind("store", store.value())
                        .mapTo(Integer.class)
                        .findOne());
        return version.flatMap(it -> of(store, it)).orElse(Active.DEFAULT);
    }

    /** Whatever is active or was: where the number is known already, mostly without a look. */
    private Optional<Active> of(StoreId store, int version) {
        var cached = known.get(store);
        if (cached != null && cached.version() == version) {
            return Optional.of(cached);
        }
        var read = jdbi.withHandle(
                        db -> db.createQuery("SELECT document::text FROM routing_policy WHERE store_id = :store"
                                        + " AND version = :version AND activated_at IS NOT NULL")
                                .bind("store", store.value())
                                .bind("version", version)
                                .mapTo(String.class)
                                .findOne())
                .map(it -> new Active(version, documents.read(it)));
        read.ifPresent(it -> known.put(store, it));
        return read;
    }
}
