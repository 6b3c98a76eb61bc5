package dev.tributary.contact;

import dev.tributary.connector.Platform;
import dev.tributary.platform.id.Ids;
import dev.tributary.store.StoreId;
import java.util.UUID;

/** A person as one platform knows them, within one store. */
public record ContactIdentityId(UUID value) {

    /** The platform's id of a person is the same on all accounts of a store, in messages and in comments. */
    public static ContactIdentityId of(StoreId store, Platform platform, String externalId) {
        return new ContactIdentityId(Ids.derived(store.value(), platform.name(), externalId));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
