package dev.tributary.media;

import dev.tributary.identity.AgentId;
import dev.tributary.identity.CurrentAgent;
import dev.tributary.identity.Permission;
import dev.tributary.store.StoreAccess;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The way to a picture or video: that of a message is for who may see its store, an attachment that is not sent for who
 * attached it. For others it was never there.
 */
@ApplicationScoped
public class MediaAccess {

    private final StoreAccess stores;
    private final CurrentAgent current;
    private final Jdbi jdbi;

    MediaAccess(StoreAccess stores, CurrentAgent current, Jdbi jdbi) {
        this.stores = stores;
        this.current = current;
        this.jdbi = jdbi;
    }

    /** Refuses with 404 where it may not be seen, with 403 where this may not be done. */
    public void require(MediaId id, Permission permission) {
        var me = current.id();
        var owner = jdbi.withHandle(db -> db.createQuery(
                        "SELECT store_id, message_id, uploaded_by FROM media WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> new Owner(
                        row.getObject("message_id") == null ? null : row.getObject("store_id", UUID.class),
                        row.getObject("uploaded_by", UUID.class)))
                .findOne());
        if (owner.filter(it -> seenBy(it, me)).isEmpty()) {
            throw MediaId.unknown();
        }
        stores.requireRole(permission);
    }

    private boolean seenBy(Owner owner, AgentId agent) {
        return owner.store() == null
                ? agent.value().equals(owner.uploader())
                : stores.visible().contains(new StoreId(owner.store()));
    }

    /** Whoever answers customers may attach. */
    public AgentId requireUploader() {
        stores.requireRole(Permission.REPLY);
        return current.id();
    }

    /** @param store null while it is in no message */
    private record Owner(@Nullable UUID store, @Nullable UUID uploader) {}
}
