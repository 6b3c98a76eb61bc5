package dev.tributary.conversation;

import static dev.tributary.conversation.ConversationQueries.instant;
import static java.util.stream.Collectors.toMap;

import dev.tributary.connector.InboundEvent;
import dev.tributary.conversation.MessageView.Author;
import dev.tributary.conversation.MessageView.CommentState;
import dev.tributary.conversation.MessageView.Failure;
import dev.tributary.conversation.MessageView.Reaction;
import dev.tributary.conversation.MessageView.Tapped;
import dev.tributary.conversation.MessageView.Template;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads threads: a page is one statement. Facts that came before or after their message are joined here. */
@ApplicationScoped
public class MessageQueries {

    private static final String SELECT = """
            SELECT m.*, p.message_id IS NOT NULL AS privately, p.client_token AS private_token, c.surface, c.customer_read_at, c.external_id AS thread_id, a.name AS agent_name,
                coalesce(i.display_name, i.handle) AS person_name, i.contact_id,
                CASE WHEN m.status IN ('QUEUED', 'RETRYING')
                        AND greatest(d.due_at, d.expected_at) > now() + interval '3 seconds'
                    THEN greatest(d.due_at, d.expected_at) END AS waits_until,
                m.status = 'UNCERTAIN' AND NOT d.unasked AS being_checked,
                f.visibility, f.deleted_at, f.high_intent_at,
                (SELECT q.id FROM message q
                 WHERE q.account_id = m.account_id AND q.remote_id = m.quoted_remote_id) AS quoted_id,
                (SELECT array_agg(CASE WHEN r.reactor_external_id = acc.external_id THEN 'o' ELSE 'c' END || r.emoji
                                  ORDER BY r.at, r.emoji)
                 FROM message_reaction r
                 WHERE r.account_id = m.account_id AND r.message_remote_id = m.remote_id AND r.added) AS reactions,
                CASE WHEN m.type IN ('IMAGE', 'VIDEO', 'STICKER', 'EMOJI', 'SHARE_POST') THEN
                    (SELECT json_agg(json_build_object('id', x.id, 'kind', x.kind, 'state', x.state, 'reason', x.reason,
                            'remoteId', x.remote_id, 'type', x.content_type, 'width', x.width, 'height', x.height)
                        ORDER BY x.ordinal)
                     FROM media x WHERE x.message_id = m.id) END AS media
            FROM message m
            JOIN conversation c ON c.id = m.conversation_id
            JOIN account acc ON acc.id = m.account_id
            LEFT JOIN agent a ON a.id = m.author_agent_id
            LEFT JOIN contact_identity i ON i.id = m.author_identity_id
            LEFT JOIN delivery d ON d.message_id = m.id
            LEFT JOIN private_reply p ON m.direction = 'OUTBOUND' AND p.message_id = m.id
            LEFT JOIN comment_fact f ON c.surface = 'COMMENT'
                AND f.account_id = m.account_id AND f.comment_remote_id = m.remote_id
            WHERE\s""";

    private final Jdbi jdbi;

    MessageQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The newest page, or the one before a cursor; oldest first within the page. {@code next} leads further back. */
    public Page<MessageView> thread(ConversationId conversation, PageLimit limit, Optional<Cursor> before) {
        var newestFirst = jdbi.withHandle(db -> {
            var query = db.createQuery(SELECT + "m.conversation_id = :conversation"
                            + (before.isPresent() ? " AND (m.sent_at, m.id) < (:beforeTime, :beforeId)" : "")
                            + " ORDER BY m.sent_at DESC, m.id DESC LIMIT :limit")
                    .bind("conversation", conversation.value())
                    .bind("limit", limit.andOneMore());
            before.ifPresent(it -> query.bind("beforeTime", it.instant(0)).bind("beforeId", it.uuid(1)));
            return query.map((row, context) -> view(row)).list();
        });
        var page = Page.cut(newestFirst, limit, it -> Cursor.of(it.sentAt(), it.id()));
        var ascending = new ArrayList<>(page.items());
        Collections.reverse(ascending);
        return new Page<>(ascending, page.next());
    }

    public Optional<MessageView> find(MessageId id) {
        return Optional.ofNullable(find(List.of(id.value())).get(id.value()));
    }

    public Map<UUID, MessageView> find(Collection<UUID> ids) {
        return jdbi.withHandle(db -> db.createQuery(SELECT + "m.id = ANY(:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> view(row))
                .collect(toMap(MessageView::id, it -> it)));
    }

    private static MessageView view(ResultSet row) throws SQLException {
        var content = MessageContent.read(row.getString("content"));
        var kept = Direction.valueOf(row.getString("direction"));
        var scheduled = kept == Direction.SCHEDULED;
        var direction = scheduled ? Direction.OUTBOUND : kept;
        var deleted = row.getTimestamp("deleted_at") != null;
        return new MessageView(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                direction,
                row.getString("type"),
                row.getString("text"),
                MediaView.read(row.getString("media")),
                template(row, content),
                tapped(row, content),
                scheduled ? MessageStatus.SCHEDULED : status(row),
                row.getTimestamp("sent_at").toInstant(),
                row.getBoolean("late"),
                row.getString("source"),
                author(row, direction),
                row.getString("remote_id"),
                row.getObject("quoted_id", UUID.class),
                row.getString("quoted_remote_id"),
                row.getString(row.getBoolean("privately") ? "private_token" : "client_token"),
                reactions(row),
                row.getString("failure_reason") == null
                        ? null
                        : new Failure(row.getString("failure_code"), row.getString("failure_reason")),
                instant(row, "waits_until"),
                row.getBoolean("privately"),
                row.getBoolean("being_checked"),
                MessageStatus.UNCERTAIN.name().equals(row.getString("status")) ? instant(row, "checked_at") : null,
                row.getBoolean("privately")
                                || !"COMMENT".equals(row.getString("surface"))
                                || direction == Direction.NOTE
                                || direction == Direction.SYSTEM
                        ? null
                        : new CommentState(
                                Objects.requireNonNullElse(row.getString("visibility"), "PUBLIC"),
                                deleted,
                                row.getTimestamp("high_intent_at") != null,
                                parent(row)),
                content.system());
    }

    private static @Nullable Template template(ResultSet row, MessageContent content) throws SQLException {
        return InboundEvent.Type.TEMPLATE.name().equals(row.getString("type"))
                ? new Template(content.style(), row.getString("text"), content.buttons())
                : null;
    }

    private static @Nullable Tapped tapped(ResultSet row, MessageContent content) throws SQLException {
        var tapped = content.tapped();
        return tapped == null
                ? null
                : new Tapped(tapped.buttonId(), Objects.requireNonNullElse(row.getString("text"), ""));
    }

    /** Whatever a reply answers in particular, it stands below the comment that began the thread. */
    private static @Nullable String parent(ResultSet row) throws SQLException {
        var thread = row.getString("thread_id");
        return thread.equals(row.getString("remote_id")) ? null : thread;
    }

    /** "Read" is not kept: it follows from how far the customer has read. */
    private static @Nullable MessageStatus status(ResultSet row) throws SQLException {
        var kept = row.getString("status");
        if (kept == null) {
            return null;
        }
        var status = MessageStatus.valueOf(kept);
        var readUpTo = instant(row, "customer_read_at");
        var sent = status == MessageStatus.SENT || status == MessageStatus.DELIVERED;
        return sent
                        && readUpTo != null
                        && !row.getTimestamp("sent_at").toInstant().isAfter(readUpTo)
                ? MessageStatus.READ
                : status;
    }

    private static Author author(ResultSet row, Direction direction) throws SQLException {
        var agent = row.getObject("author_agent_id", UUID.class);
        if (agent != null) {
            return new Author(Author.Kind.AGENT, agent, row.getString("agent_name"));
        }
        return switch (direction) {
            case INBOUND ->
                new Author(Author.Kind.CUSTOMER, row.getObject("contact_id", UUID.class), row.getString("person_name"));
            case OUTBOUND, SCHEDULED -> new Author(Author.Kind.ACCOUNT, null, null);
            case NOTE, SYSTEM -> new Author(Author.Kind.SYSTEM, null, null);
        };
    }

    private static List<Reaction> reactions(ResultSet row) throws SQLException {
        var array = row.getArray("reactions");
        if (array == null) {
            return List.of();
        }
        var reactions = new ArrayList<Reaction>();
        for (var it : (String[]) array.getArray()) {
            reactions.add(new Reaction(it.substring(1), it.charAt(0) == 'c'));
        }
        return reactions;
    }
}
