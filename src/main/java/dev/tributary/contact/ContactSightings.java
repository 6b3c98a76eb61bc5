package dev.tributary.contact;

import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.database.TextOrder;
import dev.tributary.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Turns sightings into people. Order and repetition do not matter: of each fact the latest sighting wins. */
@ApplicationScoped
public class ContactSightings {

    /**
     * Later wins; of the same instant the greater handle, so that every order of arrival ends alike. A sighting that
     * tells no handle takes none away.
     */
    private static final Comparator<Sighting> BY_TIME = Comparator.<Sighting, Boolean>comparing(
                    it -> it.person().handle() != null)
            .thenComparing(Sighting::at)
            .thenComparing(it -> it.person().handle(), Comparator.nullsFirst(TextOrder.C));

    private final Jdbi jdbi;

    ContactSightings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Needs a transaction. Two round trips, whatever the number. */
    public void add(Collection<Sighting> sightings) {
        var latest = List.copyOf(sightings.stream()
                .collect(Collectors.toMap(Sighting::identity, it -> it, BinaryOperator.maxBy(BY_TIME)))
                .values());
        if (!latest.isEmpty()) {
            addUnknown(latest);
            rename(latest);
        }
    }

    /**
     * Every unique index is a reason to do nothing: with one of them named, another server that adds the same person
     * at the same moment would fail at the other.
     */
    private void addUnknown(List<Sighting> sightings) {
        jdbi.useHandle(db -> db.createUpdate("""
                        WITH seen AS (
                            SELECT * FROM unnest(:ids, :contacts, :stores, :platforms, :externalIds, :handles, :times)
                                AS s (id, contact_id, store_id, platform, external_id, handle, at)
                            WHERE NOT EXISTS (SELECT 1 FROM contact_identity i WHERE i.id = s.id)
                        ), fresh AS (
                            INSERT INTO contact (id, store_id, created_at)
                            SELECT contact_id, store_id, now() FROM seen ORDER BY contact_id
                            ON CONFLICT DO NOTHING
                        )
                        INSERT INTO contact_identity
                            (id, store_id, contact_id, platform, external_id, handle, handle_seen_at)
                        SELECT id, store_id, contact_id, platform, external_id, handle,
                               CASE WHEN handle IS NOT NULL THEN at END
                        FROM seen ORDER BY id
                        ON CONFLICT DO NOTHING
                        """)
                .bind("ids", SqlArray.of(UUID.class, ids(sightings)))
                .bind(
                        "contacts",
                        SqlArray.of(
                                UUID.class,
                                sightings.stream()
                                        .map(ContactSightings::contactId)
                                        .toList()))
                .bind(
                        "stores",
                        SqlArray.of(
                                UUID.class,
                                sightings.stream().map(it -> it.store().value()).toList()))
                .bind(
                        "platforms",
                        SqlArray.of(
                                String.class,
                                sightings.stream()
                                        .map(it -> it.platform().name())
                                        .toList()))
                .bind(
                        "externalIds",
                        SqlArray.of(
                                String.class,
                                sightings.stream()
                                        .map(it -> it.person().externalId())
                                        .toList()))
                .bind("handles", SqlArray.of(String.class, handles(sightings)))
                .bind("times", SqlArray.of(Instant.class, times(sightings)))
                .execute());
    }

    private void rename(List<Sighting> sightings) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE contact_identity i SET handle = newer.handle, handle_seen_at = newer.at,
                            -- Who is still there when their picture has expired is asked for a new one.
                            looked_up_at = CASE WHEN i.avatar_expires_at < now() THEN NULL ELSE i.looked_up_at END
                        FROM (
                            SELECT k.id, s.handle, s.at
                            FROM unnest(:ids, :handles, :times) AS s (id, handle, at)
                            JOIN contact_identity k ON k.id = s.id
                            WHERE s.handle IS NOT NULL
                              AND (k.handle_seen_at IS NULL
                                   OR (s.at, s.handle COLLATE "C") > (k.handle_seen_at, k.handle COLLATE "C"))
                            ORDER BY k.id FOR NO KEY UPDATE OF k
                        ) newer
                        WHERE i.id = newer.id
                        """)
                .bind("ids", SqlArray.of(UUID.class, ids(sightings)))
                .bind("handles", SqlArray.of(String.class, handles(sightings)))
                .bind("times", SqlArray.of(Instant.class, times(sightings)))
                .execute());
    }

    private static List<UUID> ids(List<Sighting> sightings) {
        return sightings.stream().map(it -> it.identity().value()).toList();
    }

    private static List<@Nullable String> handles(List<Sighting> sightings) {
        return sightings.stream().map(it -> it.person().handle()).collect(Collectors.toList());
    }

    private static List<Instant> times(List<Sighting> sightings) {
        return sightings.stream().map(Sighting::at).toList();
    }

    /** A person begins as the one identity they were first seen by. */
    private static UUID contactId(Sighting sighting) {
        return Ids.derived(sighting.identity().value(), "contact", "");
    }
}
