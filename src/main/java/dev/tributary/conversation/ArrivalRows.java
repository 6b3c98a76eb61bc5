package dev.tributary.conversation;

import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.conversation.ArrivalBatch.CommentFact;
import dev.tributary.conversation.ArrivalBatch.ConversationRow;
import dev.tributary.conversation.ArrivalBatch.MessageRow;
import dev.tributary.conversation.ArrivalBatch.PostRow;
import dev.tributary.conversation.ArrivalBatch.ReactionFact;
import dev.tributary.platform.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The statements by which arrivals become rows: each takes a whole batch in one round trip. */
@ApplicationScoped
class ArrivalRows {

    private static final RowMapper<Written> WRITTEN = (row, context) -> new Written(
            row.getObject("id", UUID.class),
            row.getObject("store_id", UUID.class),
            row.getObject("conversation_id", UUID.class),
            row.getBoolean("fresh"));

    private final Jdbi jdbi;

    ArrivalRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A message that is another now.
     *
     * @param fresh whether it was not known before
     */
    record Written(UUID id, UUID store, UUID conversation, boolean fresh) {}

    /** @param begun whether the customer is known to have written, or a private reply to a comment of theirs began it */
    record Locked(ConversationStatus status, Instant lastActivityAt, boolean begun) {}

    void addPosts(Collection<PostRow> posts) {
        if (posts.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> columns(db.createUpdate("""
                                INSERT INTO post (id, store_id, account_id, external_id)
                                SELECT * FROM unnest(:ids, :stores, :accounts, :externalIds) AS p (id, s, a, x)
                                WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.id = p.id)
                                ORDER BY p.id
                                ON CONFLICT DO NOTHING
                                """), posts)
                .of("ids", UUID.class, PostRow::id)
                .of("stores", UUID.class, PostRow::store)
                .of("accounts", UUID.class, PostRow::account)
                .of("externalIds", String.class, PostRow::externalId)
                .statement()
                .execute());
    }

    /** Conversations begin empty and resolved; what is said in them opens them. */
    void addConversations(Collection<ConversationRow> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> columns(db.createUpdate("""
                                INSERT INTO conversation (id, store_id, account_id, surface, external_id, post_id,
                                    contact_identity_id, status, last_activity_at, created_at)
                                SELECT c.id, c.s, c.a, c.surface, c.x, c.post, c.customer, 'RESOLVED', c.at, now()
                                FROM unnest(:ids, :stores, :accounts, :surfaces, :externalIds, :posts, :customers, :times)
                                    AS c (id, s, a, surface, x, post, customer, at)
                                WHERE NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.id = c.id)
                                ORDER BY c.id
                                ON CONFLICT DO NOTHING
                                """), conversations)
                .of("ids", UUID.class, ConversationRow::id)
                .of("stores", UUID.class, ConversationRow::store)
                .of("accounts", UUID.class, ConversationRow::account)
                .of("surfaces", String.class, it -> it.surface().name())
                .of("externalIds", String.class, ConversationRow::externalId)
                .of("posts", UUID.class, ConversationRow::post)
                .of("customers", UUID.class, ConversationRow::customer)
                .of("times", Instant.class, ConversationRow::at)
                .statement()
                .execute());
    }

    /** Locks in the order of ids and says how things stood. */
    Map<UUID, Locked> lock(Collection<UUID> conversations) {
        var locked = new HashMap<UUID, Locked>();
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT id, status, last_activity_at, CASE WHEN first_inbound_at IS NOT NULL THEN true
                            ELSE EXISTS (SELECT 1 FROM private_reply p WHERE p.conversation_id = conversation.id)
                            END AS begun
                        FROM conversation WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
                        """)
                .bind("ids", SqlArray.of(UUID.class, conversations))
                .map((row, context) -> locked.put(
                        row.getObject("id", UUID.class),
                        new Locked(
                                ConversationStatus.valueOf(row.getString("status")),
                                row.getTimestamp("last_activity_at").toInstant(),
                                row.getBoolean("begun"))))
                .list());
        return locked;
    }

    /** Those that were new, or that a later report of the platform changed. */
    List<Written> addMessages(Collection<MessageRow> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> columns(db.createQuery("""
                                INSERT INTO message AS m (id, store_id, account_id, conversation_id, remote_id, direction,
                                    type, text, content, quoted_remote_id, sent_at, late, source, author_identity_id,
                                    status, created_at)
                                SELECT n.*, CASE WHEN n.direction = 'OUTBOUND' THEN 'SENT' END, now()
                                FROM unnest(:ids, :stores, :accounts, :conversations, :remoteIds, :directions, :types,
                                        :texts, :contents, :quoted, :times, :late, :sources, :authors)
                                    AS n (id, s, a, conversation, remote_id, direction, type, text, content, quoted,
                                        at, late, source, author)
                                ORDER BY n.id
                                ON CONFLICT (account_id, remote_id) WHERE remote_id IS NOT NULL
                                DO UPDATE SET type = excluded.type, text = excluded.text, content = excluded.content,
                                    quoted_remote_id = excluded.quoted_remote_id, source = excluded.source,
                                    sent_at = excluded.sent_at
                                WHERE m.author_agent_id IS NULL
                                  AND (excluded.text IS NOT NULL, excluded.sent_at, coalesce(excluded.text, '') COLLATE "C",
                                       excluded.type COLLATE "C",
                                       excluded.content IS NOT NULL, coalesce(excluded.content, '') COLLATE "C",
                                       excluded.quoted_remote_id IS NOT NULL,
                                       coalesce(excluded.quoted_remote_id, '') COLLATE "C",
                                       excluded.source COLLATE "C")
                                    > (m.text IS NOT NULL, m.sent_at, coalesce(m.text, '') COLLATE "C",
                                       m.type COLLATE "C",
                                       m.content IS NOT NULL, coalesce(m.content, '') COLLATE "C",
                                       m.quoted_remote_id IS NOT NULL, coalesce(m.quoted_remote_id, '') COLLATE "C",
                                       m.source COLLATE "C")
                                RETURNING id, store_id, conversation_id, xmax = 0 AS fresh
                                """), messages)
                .of("ids", UUID.class, MessageRow::id)
                .of("stores", UUID.class, MessageRow::store)
                .of("accounts", UUID.class, MessageRow::account)
                .of("conversations", UUID.class, MessageRow::conversation)
                .of("remoteIds", String.class, MessageRow::remoteId)
                .of("directions", String.class, it -> it.direction().name())
                .of("types", String.class, MessageRow::type)
                .of("texts", String.class, MessageRow::text)
                .of("contents", String.class, MessageRow::content)
                .of("quoted", String.class, MessageRow::quotedRemoteId)
                .of("times", Instant.class, MessageRow::at)
                .of("late", Boolean.class, MessageRow::late)
                .of("sources", String.class, it -> it.source().name())
                .of("authors", UUID.class, MessageRow::author)
                .statement()
                .map(WRITTEN)
                .list());
    }

    boolean has(UUID account, String remoteId) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM message WHERE account_id = :account AND remote_id = :remoteId)")
                .bind("account", account)
                .bind("remoteId", remoteId)
                .mapTo(boolean.class)
                .one());
    }

    /** The messages of ours that the customer has read now and had not before. */
    List<Written> raiseReadMarks(Map<UUID, Instant> readUpTo) {
        if (readUpTo.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> columns(db.createQuery("""
                                WITH raised AS (
                                    SELECT c.id, c.customer_read_at AS before, r.at
                                    FROM unnest(:ids, :times) AS r (id, at) JOIN conversation c ON c.id = r.id
                                    WHERE c.customer_read_at IS NULL OR c.customer_read_at < r.at
                                ), marked AS (
                                    UPDATE conversation c SET customer_read_at = r.at FROM raised r WHERE c.id = r.id
                                )
                                SELECT m.id, m.store_id, m.conversation_id, false AS fresh
                                FROM raised r JOIN message m ON m.conversation_id = r.id AND m.direction = 'OUTBOUND'
                                    AND m.sent_at > coalesce(r.before, '-infinity') AND m.sent_at <= r.at
                                """), readUpTo.entrySet())
                .of("ids", UUID.class, Map.Entry::getKey)
                .of("times", Instant.class, Map.Entry::getValue)
                .statement()
                .map(WRITTEN)
                .list());
    }

    /** The messages whose reactions changed, as far as they have arrived. */
    List<Written> addReactions(Collection<ReactionFact> reactions) {
        var latest = latest(
                reactions,
                it -> List.of(it.account(), it.messageRemoteId(), it.reactor(), it.emoji()),
                ReactionFact::at,
                ReactionFact::added);
        if (latest.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> columns(db.createQuery("""
                                WITH changed AS (
                                    INSERT INTO message_reaction AS r
                                    SELECT * FROM unnest(:accounts, :remoteIds, :reactors, :emoji, :added, :times)
                                        AS n (a, m, r, e, added, at)
                                    ORDER BY 1, 2, 3, 4
                                    ON CONFLICT ON CONSTRAINT message_reaction_once
                                    DO UPDATE SET added = excluded.added, at = excluded.at
                                    WHERE (excluded.at, excluded.added) > (r.at, r.added)
                                    RETURNING account_id, message_remote_id
                                )
                                SELECT m.id, m.store_id, m.conversation_id, false AS fresh
                                FROM changed c
                                JOIN message m ON m.account_id = c.account_id AND m.remote_id = c.message_remote_id
                                """), latest)
                .of("accounts", UUID.class, ReactionFact::account)
                .of("remoteIds", String.class, ReactionFact::messageRemoteId)
                .of("reactors", String.class, ReactionFact::reactor)
                .of("emoji", String.class, ReactionFact::emoji)
                .of("added", Boolean.class, ReactionFact::added)
                .of("times", Instant.class, ReactionFact::at)
                .statement()
                .map(WRITTEN)
                .list());
    }

    /** The comments that are seen otherwise now, as far as they have arrived. */
    List<Written> addCommentFacts(Collection<CommentFact> facts) {
        var latest = latest(
                facts,
                it -> List.of(it.account(), it.commentRemoteId(), factKind(it)),
                CommentFact::at,
                it -> it.state() == null ? "" : it.state().name());
        if (latest.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(db -> columns(db.createQuery("""
                                WITH n AS (
                                    SELECT a, x, max(v) FILTER (WHERE kind = 'VISIBILITY') AS v,
                                        max(at) FILTER (WHERE kind = 'VISIBILITY') AS v_at,
                                        max(at) FILTER (WHERE kind = 'DELETED') AS d_at,
                                        max(at) FILTER (WHERE kind = 'INTENT') AS i_at
                                    FROM unnest(:accounts, :remoteIds, :kinds, :states, :times) AS f (a, x, kind, v, at)
                                    GROUP BY a, x ORDER BY a, x
                                ), changed AS (
                                    INSERT INTO comment_fact AS f SELECT * FROM n
                                    ON CONFLICT ON CONSTRAINT comment_fact_once DO UPDATE SET
                                        visibility = CASE
                                            WHEN f.visibility_at IS NULL
                                                OR (excluded.visibility_at, excluded.visibility) > (f.visibility_at, f.visibility)
                                            THEN coalesce(excluded.visibility, f.visibility) ELSE f.visibility END,
                                        visibility_at = greatest(f.visibility_at, excluded.visibility_at),
                                        deleted_at = greatest(f.deleted_at, excluded.deleted_at),
                                        high_intent_at = greatest(f.high_intent_at, excluded.high_intent_at)
                                    WHERE (f.visibility_at IS NULL AND excluded.visibility_at IS NOT NULL)
                                       OR (excluded.visibility_at, excluded.visibility) > (f.visibility_at, f.visibility)
                                       OR greatest(f.deleted_at, excluded.deleted_at) IS DISTINCT FROM f.deleted_at
                                       OR greatest(f.high_intent_at, excluded.high_intent_at)
                                           IS DISTINCT FROM f.high_intent_at
                                    RETURNING account_id, comment_remote_id
                                )
                                SELECT m.id, m.store_id, m.conversation_id, false AS fresh
                                FROM changed c
                                JOIN message m ON m.account_id = c.account_id AND m.remote_id = c.comment_remote_id
                                """), latest)
                .of("accounts", UUID.class, CommentFact::account)
                .of("remoteIds", String.class, CommentFact::commentRemoteId)
                .of("kinds", String.class, ArrivalRows::factKind)
                .of(
                        "states",
                        String.class,
                        it -> it.state() == null ? null : it.state().name())
                .of("times", Instant.class, CommentFact::at)
                .statement()
                .map(WRITTEN)
                .list());
    }

    /** Locks the conversations with something of this author's, in the order of ids. */
    void lockThoseWith(UUID account, UUID author) {
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT 1 FROM conversation WHERE id IN (
                            SELECT conversation_id FROM message
                            WHERE account_id = :account AND author_identity_id = :author AND direction = 'INBOUND')
                        ORDER BY id FOR NO KEY UPDATE
                        """)
                .bind("account", account)
                .bind("author", author)
                .mapTo(Integer.class)
                .list());
    }

    /** The inbound comments that turned out to be our own. */
    List<Written> turnOutbound(UUID account, UUID author) {
        return jdbi.withHandle(db -> db.createQuery("""
                        UPDATE message SET direction = 'OUTBOUND', status = 'SENT', author_identity_id = NULL
                        WHERE account_id = :account AND author_identity_id = :author AND direction = 'INBOUND'
                        RETURNING id, store_id, conversation_id, false AS fresh
                        """)
                .bind("account", account)
                .bind("author", author)
                .map(WRITTEN)
                .list());
    }

    private static String factKind(CommentFact fact) {
        if (fact.state() == null) {
            return "INTENT";
        }
        return fact.state() == CommentState.DELETED ? "DELETED" : "VISIBILITY";
    }

    /** One row a key, or one statement would change a row twice: the latest, and of equal times the greater value. */
    private static <T, V extends Comparable<V>> List<T> latest(
            Collection<T> all, Function<T, List<?>> key, Function<T, Instant> time, Function<T, V> value) {
        return List.copyOf(all.stream()
                .collect(Collectors.toMap(key, it -> it, (a, b) -> {
                    var byTime = time.apply(a).compareTo(time.apply(b));
                    var order = byTime != 0 ? byTime : value.apply(a).compareTo(value.apply(b));
                    return order >= 0 ? a : b;
                }))
                .values());
    }

    private static <S extends SqlStatement<S>, T> Columns<S, T> columns(S statement, Collection<T> rows) {
        return new Columns<>(statement, List.copyOf(rows));
    }

    /** Binds rows column by column, as {@code unnest} wants them. */
    private record Columns<S extends SqlStatement<S>, T>(S statement, List<T> rows) {

        <V> Columns<S, T> of(String name, Class<V> type, Function<T, @Nullable V> column) {
            statement.bind(name, SqlArray.of(type, rows.stream().map(column).collect(Collectors.toList())));
            return this;
        }
    }
}
