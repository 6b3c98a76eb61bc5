package dev.tributary.conversation;

import static java.util.stream.Collectors.toMap;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.Platform;
import dev.tributary.connector.Surface;
import dev.tributary.conversation.ConversationFilter.Need;
import dev.tributary.conversation.ConversationFilter.Sort;
import dev.tributary.conversation.ConversationView.ContactView;
import dev.tributary.conversation.ConversationView.PostView;
import dev.tributary.conversation.ConversationView.WindowView;
import dev.tributary.identity.AgentId;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.store.StoreId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads conversations: a page is one statement, whatever its size. */
@ApplicationScoped
public class ConversationQueries {

    private static final Duration EXPIRING = Duration.ofHours(2);

    private static final String SELECT = """
            SELECT c.*, a.platform, i.contact_id, i.handle, i.display_name, i.avatar_url,
                p.external_id AS post_external_id, p.type AS post_type, p.caption, p.cover_url, p.share_url,
                left(m.text, 200) AS preview, m.type AS preview_type, m.direction AS preview_direction,
                last_fact.deleted_at AS preview_deleted_at, top_fact.high_intent_at, seen.inbound_count AS seen_count,
                (SELECT array_agg(label ORDER BY label) FROM conversation_label l WHERE l.conversation_id = c.id) AS labels,
                (SELECT array_agg(agent_id ORDER BY joined_at, agent_id) FROM conversation_participant cp
                    WHERE cp.conversation_id = c.id) AS participants
            FROM conversation c
            JOIN account a ON a.id = c.account_id
            LEFT JOIN contact_identity i ON i.id = c.contact_identity_id
            LEFT JOIN post p ON p.id = c.post_id
            LEFT JOIN message m ON m.id = c.last_message_id
            LEFT JOIN comment_fact last_fact ON c.surface = 'COMMENT'
                AND last_fact.account_id = c.account_id AND last_fact.comment_remote_id = m.remote_id
            LEFT JOIN comment_fact top_fact ON c.surface = 'COMMENT'
                AND top_fact.account_id = c.account_id AND top_fact.comment_remote_id = c.external_id
            LEFT JOIN conversation_seen seen ON seen.agent_id = :me AND seen.conversation_id = c.id
            WHERE\s""";

    private final Jdbi jdbi;
    private final Connectors connectors;
    private final MessagingRules rules;
    private final Clock clock;

    ConversationQueries(Jdbi jdbi, Connectors connectors, MessagingRules rules, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.rules = rules;
        this.clock = clock;
    }

    /** A page of what {@code me} may see. */
    public Page<ConversationView> list(AgentId me, ConversationFilter filter, PageLimit limit, Optional<Cursor> after) {
        var conditions = new ArrayList<>(List.of("c.last_message_id IS NOT NULL"));
        conditions.add(filter.stores().size() == 1 ? "c.store_id = :store" : "c.store_id = ANY(:stores)");
        filter.account().ifPresent(it -> conditions.add("c.account_id = :account"));
        filter.surface().ifPresent(it -> conditions.add("c.surface = :surface"));
        filter.contact()
                .ifPresent(it -> conditions.add(
                        "c.contact_identity_id IN (SELECT id FROM contact_identity WHERE contact_id = :contact)"));
        filter.status().ifPresent(it -> conditions.add("c.status = :status"));
        filter.assignee()
                .ifPresent(it ->
                        conditions.add(it.agent().isPresent() ? "c.assignee_id = :assignee" : "c.assignee_id IS NULL"));
        filter.participant().ifPresent(it -> conditions.add("""
                c.assignee_id IS DISTINCT FROM :participant AND c.id IN (
                    SELECT conversation_id FROM conversation_participant WHERE agent_id = :participant)"""));
        filter.label()
                .ifPresent(
                        it -> conditions.add(
                                "EXISTS (SELECT 1 FROM conversation_label l WHERE l.conversation_id = c.id AND l.label = :label)"));
        filter.text()
                .ifPresent(it ->
                        conditions.add("(i.handle ILIKE :text OR i.display_name ILIKE :text OR m.text ILIKE :text)"));
        filter.need().ifPresent(it -> conditions.add(condition(it)));
        if (filter.sort() != Sort.ACTIVITY) {
            conditions.add("c.last_inbound_at IS NOT NULL");
        }
        if (filter.sort() == Sort.WINDOW) {
            conditions.add("c.surface = 'DM' AND c.last_inbound_at > :windowBegan");
        }
        var order = new Order(filter.sort());
        after.ifPresent(it -> conditions.add(order.after()));
        var rows = jdbi.withHandle(db -> {
            var query = db.createQuery(SELECT + String.join(" AND ", conditions) + order.clause() + " LIMIT :limit")
                    .bind("me", me.value())
                    .bind("limit", limit.andOneMore());
            bind(query, filter);
            after.ifPresent(it -> query.bind("afterClass", it.number(0) == 1)
                    .bind("afterTime", it.instant(1))
                    .bind("afterId", it.uuid(2)));
            return query.map((row, context) -> view(row, me)).list();
        });
        return Page.cut(rows, limit, order::cursor);
    }

    /** What a list is sorted by, written so that it fits the indexes: a class, a time in it, and the id. */
    private record Order(Sort sort) {

        String clause() {
            return switch (sort) {
                case ACTIVITY -> " ORDER BY c.last_activity_at DESC, c.id DESC";
                case WAITING -> " ORDER BY c.waiting_since IS NULL, coalesce(c.waiting_since, c.last_inbound_at), c.id";
                case WINDOW -> " ORDER BY c.last_inbound_at, c.id";
            };
        }

        String after() {
            return switch (sort) {
                case ACTIVITY -> "(c.last_activity_at, c.id) < (:afterTime, :afterId)";
                case WAITING -> """
                    (c.waiting_since IS NULL, coalesce(c.waiting_since, c.last_inbound_at), c.id)
                        > (:afterClass, :afterTime, :afterId)""";
                case WINDOW -> "(c.last_inbound_at, c.id) > (:afterTime, :afterId)";
            };
        }

        Cursor cursor(ConversationView last) {
            var waits = sort == Sort.WAITING && last.waitingSince() != null;
            var time = switch (sort) {
                case ACTIVITY -> last.lastActivityAt();
                case WAITING -> waits ? last.waitingSince() : last.lastInboundAt();
                case WINDOW -> last.lastInboundAt();
            };
            return Cursor.of(waits ? 0L : 1L, Optional.ofNullable(time).orElse(last.lastActivityAt()), last.id());
        }
    }

    /** As {@code me} sees it. */
    public Optional<ConversationView> find(AgentId me, ConversationId id) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "c.id = :id")
                .bind("me", me.value())
                .bind("id", id.value())
                .map((row, context) -> view(row, me))
                .findOne());
    }

    /** As everybody who may see them is told: without what differs from agent to agent. */
    public Map<UUID, ConversationView> forEverybody(Collection<UUID> ids) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "c.last_message_id IS NOT NULL AND c.id = ANY(:ids)")
                .bind("me", (UUID) null)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> view(row, null))
                .collect(toMap(ConversationView::id, it -> it)));
    }

    /** The number at which the change stream of its store stands: read it before a thread, and nothing is missed. */
    public Map<UUID, Long> asOf(ConversationId id) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT c.store_id, coalesce(s.last_seq, 0)
                        FROM conversation c LEFT JOIN change_stream s ON s.store_id = c.store_id
                        WHERE c.id = :id""")
                .bind("id", id.value())
                .map((row, context) -> Map.of(row.getObject(1, UUID.class), row.getLong(2)))
                .one());
    }

    private static String condition(Need need) {
        return switch (need) {
            case EXPIRING ->
                "c.surface = 'DM' AND c.status = 'OPEN' AND c.last_inbound_at BETWEEN :windowBegan AND :expiring";
            case TROUBLE -> "c.send_trouble";
        };
    }

    private void bind(Query query, ConversationFilter filter) {
        var stores = filter.stores().stream().map(StoreId::value).toList();
        var windowBegan = clock.instant().minus(rules.window());
        if (stores.size() == 1) {
            query.bind("store", stores.get(0));
        } else {
            query.bindArray("stores", UUID.class, stores);
        }
        filter.account().ifPresent(it -> query.bind("account", it));
        filter.surface().ifPresent(it -> query.bind("surface", it));
        filter.contact().ifPresent(it -> query.bind("contact", it));
        filter.status().ifPresent(it -> query.bind("status", it));
        filter.assignee().flatMap(ConversationFilter.Assignee::agent).ifPresent(it -> query.bind("assignee", it));
        filter.participant().ifPresent(it -> query.bind("participant", it));
        filter.label().ifPresent(it -> query.bind("label", it));
        filter.text().ifPresent(it -> query.bind("text", "%" + it.replaceAll("([\\\\%_])", "\\\\$1") + "%"));
        query.bind("windowBegan", windowBegan).bind("expiring", windowBegan.plus(EXPIRING));
    }

    private ConversationView view(ResultSet row, @Nullable AgentId me) throws SQLException {
        var status = ConversationStatus.valueOf(row.getString("status"));
        var surface = Surface.valueOf(row.getString("surface"));
        var inbound = row.getInt("inbound_count");
        var handled = row.getInt("handled_count");
        var seen = row.getInt("seen_count");
        var unread = status == ConversationStatus.RESOLVED ? 0 : Math.max(0, inbound - Math.max(handled, seen));
        var direction = row.getString("preview_direction");
        var labels = row.getArray("labels");
        var participants = row.getArray("participants");
        var preview = row.getString("preview");
        return new ConversationView(
                row.getObject("id", UUID.class),
                row.getObject("store_id", UUID.class),
                row.getObject("account_id", UUID.class),
                surface,
                row.getString("external_id"),
                status,
                instant(row, "snoozed_until"),
                row.getObject("assignee_id", UUID.class),
                contact(row),
                post(row),
                preview == null || row.getTimestamp("preview_deleted_at") != null ? "" : preview,
                row.getTimestamp("preview_deleted_at") == null ? row.getString("preview_type") : "DELETED",
                direction == null ? null : Direction.valueOf(direction),
                row.getTimestamp("last_activity_at").toInstant(),
                instant(row, "last_inbound_at"),
                instant(row, "waiting_since"),
                me == null ? null : unread,
                inbound,
                handled,
                me == null ? null : seen,
                window(row, surface),
                connectors
                        .of(Platform.valueOf(row.getString("platform")))
                        .map(it -> it.textLimit(surface))
                        .orElse(null),
                row.getString("language"),
                row.getTimestamp("high_intent_at") != null,
                row.getBoolean("send_trouble"),
                labels == null ? List.of() : List.of((String[]) labels.getArray()),
                participants == null ? List.of() : List.of((UUID[]) participants.getArray()),
                null);
    }

    private @Nullable WindowView window(ResultSet row, Surface surface) throws SQLException {
        if (surface != Surface.DM || row.getString("external_id").equals(ConversationService.WITHHELD)) {
            return null;
        }
        return new AnswerWindow(rules.quota(row.getObject("account_id", UUID.class)), Answers.of(row))
                .view(clock.instant());
    }

    private static @Nullable ContactView contact(ResultSet row) throws SQLException {
        var id = row.getObject("contact_id", UUID.class);
        return id == null
                ? null
                : new ContactView(
                        id, row.getString("handle"), row.getString("display_name"), row.getString("avatar_url"));
    }

    private static @Nullable PostView post(ResultSet row) throws SQLException {
        var id = row.getObject("post_id", UUID.class);
        return id == null
                ? null
                : new PostView(
                        id,
                        row.getString("post_external_id"),
                        row.getString("post_type"),
                        row.getString("caption"),
                        row.getString("cover_url"),
                        row.getString("share_url"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
