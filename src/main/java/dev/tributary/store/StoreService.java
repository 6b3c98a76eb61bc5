package dev.tributary.store;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.Audit;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.problem.InvalidField;
import dev.tributary.store.StoreHistory.Ground;
import dev.tributary.store.StoreHistory.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that changes a store goes through here. */
@ApplicationScoped
public class StoreService {

    /** What nobody says of a new store. */
    private static final Set<Subject> AS_EVERYWHERE =
            Set.of(Subject.SHOW_TYPING, Subject.SHOW_READ, Subject.TRANSFER_NOTE);

    private final StoreRepository stores;
    private final StoreHistory history;
    private final Audit audit;
    private final EvidenceFiles evidence;
    private final Event<StoreCreated> created;
    private final Clock clock;

    StoreService(
            StoreRepository stores,
            StoreHistory history,
            EvidenceFiles evidence,
            Audit audit,
            Event<StoreCreated> created,
            Clock clock) {
        this.stores = stores;
        this.history = history;
        this.evidence = evidence;
        this.audit = audit;
        this.created = created;
        this.clock = clock;
    }

    /**
     * @param details with all that has no default: name, market, time zone and legal entity
     * @param ground what shows how the probation stands
     */
    @Transactional
    public Store create(AgentId by, Store.Details details, Ground ground) {
        requireBegun(ground);
        var store = new Store(new StoreId(Ids.next()), details, clock.instant());
        stores.persistAndFlush(store); // what follows points to its row
        var facts = store.facts();
        facts.keySet().removeAll(AS_EVERYWHERE);
        facts.forEach((subject, value) -> history.record(
                store.id(), by, subject, null, value, subject == Subject.PROBATION ? ground : Ground.NONE));
        audit.record(by, store.id().value(), "store.created", store.id().toString(), lined(store.facts()));
        created.fire(new StoreCreated(store.id()));
        return store;
    }

    /** @param ground what shows how the probation stands, also where it stands as before */
    @Transactional
    public Store change(AgentId by, StoreId id, Store.Details details, Ground ground) {
        var store = stores.lock(id);
        if (store == null) {
            throw StoreId.unknown();
        }
        requireBegun(ground);
        evidence.require(id, ground.file());
        var before = store.facts();
        store.change(details);
        var after = store.facts();
        after.forEach((subject, value) -> {
            var why = subject == Subject.PROBATION ? ground : Ground.NONE;
            if (!value.equals(before.get(subject)) || !why.equals(Ground.NONE)) {
                history.record(id, by, subject, before.get(subject), value, why);
            }
        });
        if (!after.equals(before)) {
            audit.record(by, id.value(), "store.changed", id.toString(), lined(before) + " → " + lined(after));
        }
        return store;
    }

    /** A day that has begun anywhere has begun: whoever records it may sit far from the store and from this server. */
    private void requireBegun(Ground ground) {
        var since = ground.since();
        if (since != null && since.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.MAX))) {
            throw InvalidField.problem("probationSince", "must not be in the future");
        }
    }

    private static String lined(Map<Subject, String> facts) {
        return String.join(", ", facts.values());
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
