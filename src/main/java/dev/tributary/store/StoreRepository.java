package dev.tributary.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class StoreRepository implements PanacheRepositoryBase<Store, UUID> {

    /** One at a time: whoever binds, unbinds or changes the rules of a store waits here for the one before. */
    @Nullable
    Store lock(StoreId id) {
        return findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** In the order of their ids. */
    List<Store> page(Collection<StoreId> among, @Nullable UUID after, int limit) {
        var ids = among.stream().map(StoreId::value).toList();
        var query = after == null
                ? find("id in ?1 order by id", ids)
                : find("id in ?1 and id > ?2 order by id", ids, after);
        return query.page(0, limit).list();
    }
}
