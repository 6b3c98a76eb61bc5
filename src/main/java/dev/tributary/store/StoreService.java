package dev.tributary.store;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that changes a store goes through here. */
@ApplicationScoped
public class StoreService {

    private final StoreRepository stores;
    private final Audit audit;
    private final Event<StoreCreated> created;
    private final Clock clock;

    StoreService(StoreRepository stores, Audit audit, Event<StoreCreated> created, Clock clock) {
        this.stores = stores;
        this.audit = audit;
        this.created = created;
        this.clock = clock;
    }

    /** @param details with all that has no default: name, market, time zone and legal entity */
    @Transactional
    public Store create(AgentId by, Store.Details details) {
        var store = new Store(new StoreId(Ids.next()), details, clock.instant());
        stores.persistAndFlush(store); // what follows points to its row
        audit.record(by, store.id().value(), "store.created", store.id().toString(), store.audited());
        created.fire(new StoreCreated(store.id()));
        return store;
    }

    @Transactional
    public Store change(AgentId by, StoreId id, Store.Details details) {
        var store = stores.lock(id);
        if (store == null) {
            throw StoreId.unknown();
        }
        var before = store.audited();
        store.change(details);
        var after = store.audited();
        if (!after.equals(before)) {
            audit.record(by, id.value(), "store.changed", id.toString(), before + " → " + after);
        }
        return store;
    }

    @Transactional
    public Store get(StoreId id) {
        return stores.findByIdOptional(id.value()).orElseThrow(StoreId::unknown);
    }

    /** Those of the given stores that come after the given one, in the order of their ids. */
    @Transactional
    public List<Store> page(Collection<StoreId> among, @Nullable UUID after, int limit) {
        return stores.page(among, after, limit);
    }
}
