package dev.tributary.routing.rehearsal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationId;
import dev.tributary.conversation.MessagingRules;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.routing.Duty;
import dev.tributary.routing.RoutingConfig;
import dev.tributary.routing.TeamId;
import dev.tributary.routing.rehearsal.Past.Person;
import dev.tributary.routing.rehearsal.Past.Presence;
import dev.tributary.routing.rehearsal.Past.Served;
import dev.tributary.routing.rehearsal.Reconstruction.Facts;
import dev.tributary.store.AccountId;
import dev.tributary.store.StoreId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads what happened in a store, at one moment and in a transaction in which PostgreSQL lets nobody write. */
@ApplicationScoped
class PastRows {

    static final int MOST_CONVERSATIONS = 20_000;

    /** What was said last so long before the period, and is not open today, was done when it began. */
    private static final Duration BEFORE = Duration.ofDays(7);

    private static final String CONVERSATIONS = """
            SELECT c.id, coalesce(i.contact_id, c.id) AS customer, c.account_id, c.surface, c.language, c.assignee_id,
                c.last_activity_at, c.status = 'OPEN' AND c.last_activity_at < :begin AS open_since_before,
                (SELECT array_agg(l.label) FROM conversation_label l WHERE l.conversation_id = c.id) AS labels
            FROM conversation c LEFT JOIN contact_identity i ON i.id = c.contact_identity_id
            WHERE c.store_id = :store AND (c.last_activity_at >= :begin OR c.status = 'OPEN') AND c.created_at < :to
            ORDER BY c.last_activity_at DESC, c.id LIMIT :most
            """;

    private static final String LINES = """
            SELECT m.conversation_id, m.sent_at, m.direction, m.type,
                CASE WHEN m.direction = 'SYSTEM' THEN m.content::jsonb -> 'system' ->> 'assigneeId' END AS assignee,
                CASE WHEN m.direction = 'SYSTEM' THEN m.content::jsonb -> 'system' ->> 'status' END AS status
            FROM unnest(:conversations) AS c (id) JOIN message m ON m.conversation_id = c.id
            WHERE m.sent_at >= :begin AND m.sent_at < :to
              AND (m.direction = 'INBOUND' OR (m.direction = 'OUTBOUND' AND m.author_agent_id IS NOT NULL)
                OR (m.direction = 'SYSTEM' AND m.type IN ('ASSIGNED', 'STATUS')))
            ORDER BY m.conversation_id, m.sent_at, m.id
            """;

    private static final String SERVED = """
            SELECT coalesce(i.contact_id, c.id) AS customer, c.account_id, m.author_agent_id, m.sent_at
            FROM unnest(:conversations) AS w (id) JOIN conversation c ON c.id = w.id
            LEFT JOIN contact_identity i ON i.id = c.contact_identity_id
            CROSS JOIN LATERAL (
                SELECT author_agent_id, sent_at FROM message
                WHERE conversation_id = c.id AND direction = 'OUTBOUND' AND author_agent_id IS NOT NULL
                    AND sent_at < :from
                ORDER BY sent_at DESC LIMIT 1) m
            ORDER BY m.sent_at
            """;

    private static final String PEOPLE = """
            SELECT a.id, a.name, l.duty, l.capacity,
                (SELECT array_agg(t.team_id) FROM team_member t WHERE t.agent_id = a.id) AS teams,
                (SELECT array_agg(s.skill) FROM agent_skill s WHERE s.agent_id = a.id) AS skills,
                (SELECT array_agg(g.language) FROM agent_language g WHERE g.agent_id = a.id) AS languages,
                (SELECT array_agg(x.account_id ORDER BY x.account_id) FROM agent_account_limit x
                    WHERE x.agent_id = a.id) AS limited,
                (SELECT array_agg(x.most ORDER BY x.account_id) FROM agent_account_limit x
                    WHERE x.agent_id = a.id) AS most
            FROM agent a JOIN agent_load l ON l.agent_id = a.id
            WHERE a.disabled_at IS NULL AND (a.role = 'ADMIN' OR EXISTS (
                SELECT 1 FROM store_member m WHERE m.agent_id = a.id AND m.store_id = :store))
            ORDER BY a.id
            """;

    /** The last before the period, and all in it. */
    private static final String PRESENCE = """
            SELECT h.* FROM unnest(:people) AS a (id)
            CROSS JOIN LATERAL (
                (SELECT * FROM duty_history WHERE agent_id = a.id AND at <= :from ORDER BY at DESC LIMIT 1)
                UNION ALL
                SELECT * FROM duty_history WHERE agent_id = a.id AND at > :from AND at < :to) h
            ORDER BY h.agent_id, h.at
            """;

    private final Jdbi jdbi;
    private final MessagingRules messaging;
    private final RoutingConfig config;

    PastRows(Jdbi jdbi, MessagingRules messaging, RoutingConfig config) {
        this.jdbi = jdbi;
        this.messaging = messaging;
        this.config = config;
    }

    Past read(StoreId store, Instant from, Instant to) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(db -> {
                    db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    return read(db, store, from, to);
                }));
    }

    private Past read(Handle db, StoreId store, Instant from, Instant to) {
        var begin = from.minus(BEFORE);
        var threads = new HashMap<UUID, Reconstruction>();
        db.createQuery(CONVERSATIONS)
                .bind("store", store.value())
                .bind("begin", begin)
                .bind("to", to)
                .bind("most", MOST_CONVERSATIONS + 1)
                .map((row, context) -> threads.put(
                        row.getObject("id", UUID.class),
                        new Reconstruction(facts(row), from, row.getBoolean("open_since_before"))))
                .list();
        if (threads.size() > MOST_CONVERSATIONS) {
            throw Rehearsals.tooLarge("There were more than " + MOST_CONVERSATIONS + " conversations.");
        }
        var ids = threads.keySet();
        db.createQuery(LINES)
                .bind("conversations", SqlArray.of(UUID.class, ids))
                .bind("begin", begin)
                .bind("to", to)
                .map((row, context) -> {
                    var thread = Objects.requireNonNull(threads.get(row.getObject("conversation_id", UUID.class)));
                    tell(thread, row);
                    return thread;
                })
                .list();
        threads.values().forEach(Reconstruction::end);
        return new Past(
                from,
                to,
                threads.values().stream()
                        .flatMap(it -> it.demand().stream())
                        .sorted(Reconstruction.ORDER)
                        .toList(),
                people(db, store, from, to),
                threads.values().stream().flatMap(it -> it.held().stream()).toList(),
                served(db, ids, from),
                config.weights(),
                messaging.window());
    }

    private static Facts facts(ResultSet row) throws SQLException {
        var assignee = row.getObject("assignee_id", UUID.class);
        return new Facts(
                new ConversationId(row.getObject("id", UUID.class)),
                row.getObject("customer", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                Surface.valueOf(row.getString("surface")),
                Stream.of(array(row, "labels", String[]::new)).collect(toUnmodifiableSet()),
                row.getString("language"),
                assignee == null ? null : new AgentId(assignee),
                row.getTimestamp("last_activity_at").toInstant());
    }

    private static void tell(Reconstruction thread, ResultSet row) throws SQLException {
        var at = row.getTimestamp("sent_at").toInstant();
        switch (row.getString("direction")) {
            case "INBOUND" -> thread.customerWrote(at);
            case "OUTBOUND" -> thread.agentWrote(at);
            default -> {
                if (row.getString("type").equals("ASSIGNED")) {
                    thread.assigned(at, agent(row.getString("assignee")));
                } else if ("OPEN".equals(row.getString("status"))) {
                    thread.opened(at);
                } else {
                    thread.done(at);
                }
            }
        }
    }

    private static @Nullable AgentId agent(@Nullable String id) {
        return id == null ? null : AgentId.fromString(id);
    }

    /** The last of each person, whatever the conversation. */
    private static Map<UUID, Served> served(Handle db, Collection<UUID> conversations, Instant from) {
        return db.createQuery(SERVED)
                .bind("conversations", SqlArray.of(UUID.class, conversations))
                .bind("from", from)
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(
                            row.getColumn("customer", UUID.class),
                            new Served(
                                    new AgentId(row.getColumn("author_agent_id", UUID.class)),
                                    new AccountId(row.getColumn("account_id", UUID.class)),
                                    row.getColumn("sent_at", Instant.class)));
                    return all;
                });
    }

    private static List<Person> people(Handle db, StoreId store, Instant from, Instant to) {
        var today = db.createQuery(PEOPLE)
                .bind("store", store.value())
                .map((row, context) -> person(row, from))
                .list();
        Map<UUID, List<Presence>> then = db.createQuery(PRESENCE)
                .bind(
                        "people",
                        SqlArray.of(
                                UUID.class,
                                today.stream().map(it -> it.id().value()).toList()))
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> Map.entry(
                        row.getObject("agent_id", UUID.class),
                        new Presence(
                                row.getTimestamp("at").toInstant(),
                                Duty.valueOf(row.getString("duty")),
                                row.getBoolean("connected"),
                                row.getInt("capacity"))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
        return today.stream()
                .map(it -> known(it, then.getOrDefault(it.id().value(), List.of()), from))
                .toList();
    }

    /** As they are today, for want of anything better. */
    private static Person person(ResultSet row, Instant from) throws SQLException {
        var limited = array(row, "limited", UUID[]::new);
        var most = array(row, "most", Integer[]::new);
        return new Person(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Stream.of(array(row, "teams", UUID[]::new)).map(TeamId::new).collect(toUnmodifiableSet()),
                Stream.of(array(row, "skills", String[]::new)).collect(toUnmodifiableSet()),
                Stream.of(array(row, "languages", String[]::new)).collect(toUnmodifiableSet()),
                IntStream.range(0, limited.length)
                        .boxed()
                        .collect(toMap(it -> new AccountId(limited[it]), it -> most[it])),
                List.of(new Presence(from, Duty.valueOf(row.getString("duty")), true, row.getInt("capacity"))),
                true);
    }

    /** Of whom something is known only from a change on, it is known that it was not so before. */
    private static Person known(Person it, List<Presence> then, Instant from) {
        if (then.isEmpty()) {
            return it;
        }
        var presence = new ArrayList<>(then);
        var first = then.get(0);
        var assumed = first.since().isAfter(from);
        if (assumed) {
            var came = first.duty() == Duty.ON && first.connected();
            presence.add(0, new Presence(from, came ? Duty.OFF : Duty.ON, !came, first.capacity()));
        }
        return new Person(it.id(), it.name(), it.teams(), it.skills(), it.languages(), it.limits(), presence, assumed);
    }

    private static <T> T[] array(ResultSet row, String column, IntFunction<T[]> of) throws SQLException {
        var array = row.getArray(column);
        if (array == null) {
            return of.apply(0);
        }
        var elements = (Object[]) array.getArray();
        return Arrays.asList(elements).toArray(of.apply(elements.length));
    }
}
