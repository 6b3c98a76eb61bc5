package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Reads what was bound out of the database and plays it again from its beginning, by TikTok's rules as this class knows
 * them. It shares no code with what it judges.
 */
final class BindingLedger {

    private static final Map<String, Integer> CHANNELS = Map.of("IN_PROBATION", 0, "PASSED", 4, "RECALLED", 0);

    private final Jdbi jdbi;
    private final List<UUID> stores;

    BindingLedger(Jdbi jdbi, Collection<StoreId> stores) {
        this.jdbi = jdbi;
        this.stores = stores.stream().map(StoreId::value).toList();
    }

    /** Something that happened to a store: a probation was recorded, an account was bound or unbound. */
    private record Event(Instant at, UUID store, String what, String role, UUID account, String external) {}

    /** True whenever one looks. */
    void nothingIsAboveItsLimitNow() {
        assertThat(strings("""
                        SELECT store_id || ' has ' || count(*) || ' ' || role FROM account
                        WHERE store_id = ANY(:stores) AND unbound_at IS NULL GROUP BY store_id, role
                        HAVING count(*) > CASE role WHEN 'OFFICIAL' THEN 1 ELSE 4 END
                        UNION ALL
                        SELECT external_id || ' is bound ' || count(*) || ' times' FROM account
                        WHERE store_id = ANY(:stores) AND unbound_at IS NULL GROUP BY external_id HAVING count(*) > 1
                        """)).isEmpty();
    }

    /** True once nobody is at it any more. */
    void everyBindingWasAllowedWhenItWasMade() {
        nothingIsAboveItsLimitNow();
        var probation = new HashMap<UUID, String>();
        var bound = new HashMap<UUID, Set<String>>();
        var where = new HashMap<String, UUID>();
        for (var event : events()) {
            var here = bound.computeIfAbsent(event.store(), it -> new HashSet<>());
            switch (event.what()) {
                case "LINK" -> {
                    var official = here.stream()
                            .filter(it -> it.startsWith("OFFICIAL"))
                            .count();
                    var stands = probation.get(event.store());
                    assertThat(stands).as("probation at %s", event).isNotEqualTo("RECALLED");
                    if (event.role().equals("OFFICIAL")) {
                        assertThat(official)
                                .as("official accounts before %s", event)
                                .isZero();
                    } else {
                        assertThat(here.size() - official)
                                .as("channel accounts before %s in %s", event, stands)
                                .isLessThan(CHANNELS.getOrDefault(stands, 0));
                    }
                    assertThat(where.put(event.external(), event.store()))
                            .as("where %s was bound before", event)
                            .isNull();
                    here.add(event.role() + event.account());
                }
                case "UNLINK" -> {
                    assertThat(here.remove(event.role() + event.account()))
                            .as("%s was bound", event)
                            .isTrue();
                    where.remove(event.external());
                }
                default -> probation.put(event.store(), event.what());
            }
        }
        var now = bound.values().stream().flatMap(Set::stream).toList();
        assertThat(strings("SELECT role || id FROM account WHERE store_id = ANY(:stores) AND unbound_at IS NULL"))
                .as("what is bound is what was linked and not unlinked")
                .containsExactlyInAnyOrderElementsOf(now);
    }

    void theHistoryIsComplete() {
        assertThat(strings("""
                        SELECT s.id || ': ' || links || ' links, ' || bound || ' told; ' || unlinks || ' unlinks, ' || unbound || ' told'
                        FROM unnest(:stores) AS s (id)
                        CROSS JOIN LATERAL (SELECT count(*) AS links, count(unlinked_at) AS unlinks
                            FROM account_link WHERE store_id = s.id) AS l
                        CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE old_value IS NULL) AS bound,
                                count(*) FILTER (WHERE new_value IS NULL) AS unbound
                            FROM store_history WHERE store_id = s.id AND subject = 'ACCOUNT') AS h
                        WHERE links <> bound OR unlinks <> unbound
                        """)).as("bindings that the history does not tell").isEmpty();
        assertThat(strings("""
                        SELECT id::text FROM (
                            SELECT id, old_value, lag(new_value) OVER (PARTITION BY store_id ORDER BY changed_at, id) AS before
                            FROM store_history WHERE store_id = ANY(:stores) AND subject = 'PROBATION') AS chain
                        WHERE old_value IS DISTINCT FROM before
                        """)).as("changes of a probation that do not join").isEmpty();
        assertThat(strings("""
                        SELECT a.id::text FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
                        WHERE a.store_id = ANY(:stores) AND (a.unbound_at IS NULL) <> (c.account_id IS NOT NULL)
                        """))
                .as("bound without tokens, or unbound with them")
                .isEmpty();
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        jdbi.useHandle(db -> {
            db.createQuery("""
                            SELECT l.*, a.external_id FROM account_link l JOIN account a ON a.id = l.account_id
                            WHERE l.store_id = ANY(:stores)
                            """)
                    .bindArray("stores", UUID.class, stores)
                    .map((row, context) -> {
                        events.add(link(row, "LINK", "linked_at"));
                        if (row.getObject("unlinked_at") != null) {
                            events.add(link(row, "UNLINK", "unlinked_at"));
                        }
                        return 0;
                    })
                    .list();
            db.createQuery("SELECT * FROM store_history WHERE subject = 'PROBATION' AND store_id = ANY(:stores)")
                    .bindArray("stores", UUID.class, stores)
                    .map((row, context) -> events.add(new Event(
                            at(row, "changed_at"),
                            row.getObject("store_id", UUID.class),
                            row.getString("new_value"),
                            "",
                            row.getObject("id", UUID.class),
                            "")))
                    .list();
        });
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static Event link(ResultSet row, String what, String when) throws SQLException {
        return new Event(
                at(row, when),
                row.getObject("store_id", UUID.class),
                what,
                row.getString("role"),
                row.getObject("account_id", UUID.class),
                row.getString("external_id"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private List<String> strings(String sql) {
        return jdbi.withHandle(db -> db.createQuery(sql)
                .bindArray("stores", UUID.class, stores)
                .mapTo(String.class)
                .list());
    }
}
