package dev.tributary.contact;

import dev.tributary.connector.Person;
import dev.tributary.connector.Platform;
import dev.tributary.store.StoreId;
import java.time.Instant;

/** A person was seen on a platform, looking like this at that time. */
public record Sighting(StoreId store, Platform platform, Person person, Instant at) {

    public ContactIdentityId identity() {
        return ContactIdentityId.of(store, platform, person.externalId());
    }
}
