package dev.tributary.conversation;

import dev.tributary.identity.Permission;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The way to a conversation. One of a store that may not be seen is answered like one that was never there. */
@ApplicationScoped
public class ConversationAccess {

    private final StoreAccess stores;
    private final Jdbi jdbi;

    ConversationAccess(StoreAccess stores, Jdbi jdbi) {
        this.stores = stores;
        this.jdbi = jdbi;
    }

    /**
     * Refuses with 404 where the conversation may not be seen, with 403 where this may not be done.
     *
     * @return whose it is
     */
    public StoreId require(ConversationId id, Permission permission) {
        var visible = stores.visible();
        var store = jdbi.withHandle(db -> db.createQuery("SELECT store_id FROM conversation WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(UUID.class)
                        .findOne())
                .map(StoreId::new)
                .filter(visible::contains)
                .orElseThrow(ConversationId::unknown);
        stores.requireRole(permission);
        return store;
    }

    /** Whoever may say something in it. */
    public void requireToReply(ConversationId id) {
        require(id, Permission.REPLY);
    }

    /** The stores whose conversations may be listed, or of these the one that is asked for. */
    public Set<StoreId> visible(Optional<StoreId> store) {
        if (store.isEmpty()) {
            return stores.visible();
        }
        stores.require(store.get(), Permission.VIEW);
        return Set.of(store.get());
    }
}
