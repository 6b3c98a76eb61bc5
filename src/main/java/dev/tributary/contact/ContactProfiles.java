package dev.tributary.contact;

import dev.tributary.connector.Person;
import dev.tributary.connector.Platform;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** How people present themselves, as far as their platform tells when it is asked. */
@ApplicationScoped
public class ContactProfiles {

    private final Jdbi jdbi;

    ContactProfiles(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Needs a transaction. Answers whose looks changed; people who were never seen are left out. */
    public List<ContactIdentityId> update(StoreId store, Platform platform, Collection<Person> people) {
        Map<ContactIdentityId, Person> byId = new HashMap<>();
        people.forEach(it -> byId.put(ContactIdentityId.of(store, platform, it.externalId()), it));
        var ids = List.copyOf(byId.keySet());
        var persons = ids.stream().map(byId::get).toList();
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE contact_identity i SET
                            handle = coalesce(i.handle, p.handle),
                            display_name = coalesce(p.name, i.display_name),
                            avatar_url = coalesce(p.avatar, i.avatar_url),
                            avatar_expires_at = CASE WHEN p.avatar IS NULL THEN i.avatar_expires_at ELSE p.expires END,
                            looked_up_at = now()
                        FROM (
                            SELECT k.id, f.handle, f.name, f.avatar, f.expires
                            FROM unnest(:ids, :handles, :names, :avatars, :expire) AS f (id, handle, name, avatar, expires)
                            JOIN contact_identity k ON k.id = f.id
                            ORDER BY k.id FOR NO KEY UPDATE OF k
                        ) p
                        WHERE i.id = p.id
                        RETURNING i.id
                        """)
                .bind(
                        "ids",
                        SqlArray.of(
                                UUID.class,
                                ids.stream().map(ContactIdentityId::value).toList()))
                .bind(
                        "handles",
                        SqlArray.of(
                                String.class,
                                persons.stream().map(Person::handle).collect(Collectors.toList())))
                .bind(
                        "names",
                        SqlArray.of(
                                String.class,
                                persons.stream().map(Person::displayName).collect(Collectors.toList())))
                .bind(
                        "avatars",
                        SqlArray.of(
                                String.class,
                                persons.stream()
                                        .map(it -> it.avatar() == null
                                                ? null
                                                : it.avatar().toString())
                                        .collect(Collectors.toList())))
                .bind(
                        "expire",
                        SqlArray.of(
                                Instant.class,
                                persons.stream().map(Person::avatarExpiresAt).collect(Collectors.toList())))
                .mapTo(UUID.class)
                .map(ContactIdentityId::new)
                .list());
    }
}
