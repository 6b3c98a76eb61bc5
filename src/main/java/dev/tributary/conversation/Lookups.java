package dev.tributary.conversation;

import static java.util.stream.Collectors.toList;

import dev.tributary.connector.Comment;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import dev.tributary.contact.ContactIdentityId;
import dev.tributary.contact.ContactProfiles;
import dev.tributary.platform.database.RetriedOnConflict;
import dev.tributary.platform.database.SqlArray;
import dev.tributary.platform.outbox.ChangeLog;
import dev.tributary.store.AccountId;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What webhooks leave out and has to be asked for: names, pictures, posts, the text of some comments.
 *
 * <p>Claiming marks as looked up first and asks afterwards, so that two nodes do not ask the same and nothing is asked
 * for ever; what could not be answered is given back.
 */
@ApplicationScoped
@RetriedOnConflict
public class Lookups {

    private static final int MOST = 200;

    private final Jdbi jdbi;
    private final ContactProfiles profiles;
    private final ChangeLog changes;

    Lookups(Jdbi jdbi, ContactProfiles profiles, ChangeLog changes) {
        this.jdbi = jdbi;
        this.profiles = profiles;
        this.changes = changes;
    }

    /** The other side of a direct-message conversation. */
    public record Stranger(AccountId account, String conversationExternalId, UUID identity) {}

    /** A comment whose author or text is unknown. */
    public record UnknownComment(AccountId account, String postExternalId, String commentExternalId, UUID identity) {}

    /** A post of which only the id is known. */
    public record UnknownPost(AccountId account, String externalId) {}

    @Transactional
    public List<Stranger> claimStrangers() {
        return claim(
                """
                WITH unknown AS (
                    SELECT i.id FROM contact_identity i
                    WHERE i.looked_up_at IS NULL
                      AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_identity_id = i.id AND c.surface = 'DM')
                    LIMIT :most FOR NO KEY UPDATE SKIP LOCKED
                ), claimed AS (
                    UPDATE contact_identity i SET looked_up_at = now() FROM unknown WHERE i.id = unknown.id RETURNING i.id
                )
                SELECT DISTINCT ON (i.id) c.account_id, c.external_id, i.id
                FROM claimed i JOIN conversation c ON c.contact_identity_id = i.id AND c.surface = 'DM'
                ORDER BY i.id, c.last_activity_at DESC
                """,
                (row, context) -> new Stranger(
                        new AccountId(row.getObject(1, UUID.class)), row.getString(2), row.getObject(3, UUID.class)));
    }

    /** People who are only known from comments: any of their comments tells who they are. */
    @Transactional
    public List<UnknownComment> claimCommenters() {
        return claim(
                """
                WITH unknown AS (
                    SELECT i.id FROM contact_identity i
                    WHERE i.looked_up_at IS NULL
                      AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_identity_id = i.id AND c.surface = 'COMMENT')
                    LIMIT :most FOR NO KEY UPDATE SKIP LOCKED
                ), claimed AS (
                    UPDATE contact_identity i SET looked_up_at = now() FROM unknown WHERE i.id = unknown.id RETURNING i.id
                )
                SELECT DISTINCT ON (i.id) m.account_id, p.external_id, m.remote_id, i.id
                FROM claimed i
                JOIN conversation c ON c.contact_identity_id = i.id AND c.surface = 'COMMENT'
                JOIN post p ON p.id = c.post_id
                JOIN message m ON m.conversation_id = c.id AND m.author_identity_id = i.id AND m.remote_id IS NOT NULL
                ORDER BY i.id, m.sent_at DESC
                """,
                (row, context) -> new UnknownComment(
                        new AccountId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class)));
    }

    @Transactional
    public List<UnknownPost> claimPosts() {
        return claim(
                """
                UPDATE post p SET looked_up_at = now()
                FROM (SELECT id FROM post WHERE looked_up_at IS NULL LIMIT :most FOR NO KEY UPDATE SKIP LOCKED) u
                WHERE p.id = u.id RETURNING p.account_id, p.external_id
                """, (row, context) -> new UnknownPost(new AccountId(row.getObject(1, UUID.class)), row.getString(2)));
    }

    /** It could not be found out now: somebody asks again later. */
    @Transactional
    public void giveBackPeople(Collection<UUID> identities) {
        jdbi.useHandle(db ->
                db.createUpdate("""
                        UPDATE contact_identity SET looked_up_at = NULL WHERE id IN (
                            SELECT id FROM contact_identity WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE)
                        """).bindArray("ids", UUID.class, identities).execute());
    }

    /** It could not be found out now: somebody asks again later. */
    @Transactional
    public void giveBackPosts(AccountId account, Collection<String> externalIds) {
        jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE post SET looked_up_at = NULL WHERE id IN (
                            SELECT id FROM post WHERE account_id = :account AND external_id = ANY(:ids)
                            ORDER BY id FOR NO KEY UPDATE)
                        """)
                .bind("account", account.value())
                .bindArray("ids", String.class, externalIds)
                .execute());
    }

    /** Names and pictures of people, for every conversation with them. */
    @Transactional
    public void peopleFound(BoundAccount account, Collection<Person> people) {
        var changed = profiles.update(account.store(), account.platform(), people);
        jdbi.useHandle(db -> db.createQuery(
                        "SELECT id FROM conversation WHERE contact_identity_id = ANY(:ids) AND last_message_id IS NOT NULL")
                .bindArray(
                        "ids",
                        UUID.class,
                        changed.stream().map(ContactIdentityId::value).toList())
                .mapTo(UUID.class)
                .forEach(it -> changes.record(account.store().value(), ChangeTypes.CONVERSATION, it)));
    }

    /** Texts that the webhook left out. */
    @Transactional
    public void commentsFound(BoundAccount account, Collection<Comment> comments) {
        peopleFound(account, comments.stream().map(Comment::author).toList());
        var worded = comments.stream().filter(it -> it.text() != null).toList();
        lockWordless(account, worded);
        jdbi.useHandle(db -> db.createQuery("""
                        UPDATE message m SET text = c.text FROM unnest(:ids, :texts) AS c (id, text)
                        WHERE m.account_id = :account AND m.remote_id = c.id AND m.text IS NULL
                        RETURNING m.id, m.conversation_id
                        """)
                .bind("account", account.id().value())
                .bindArray(
                        "ids",
                        String.class,
                        worded.stream().map(Comment::externalId).toList())
                .bindArray(
                        "texts",
                        String.class,
                        worded.stream().map(Comment::text).toList())
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .forEach(it -> {
                    changes.record(account.store().value(), ChangeTypes.MESSAGE, it.getKey());
                    changes.record(account.store().value(), ChangeTypes.CONVERSATION, it.getValue());
                }));
    }

    private void lockWordless(BoundAccount account, Collection<Comment> comments) {
        jdbi.useHandle(db -> db.createQuery("""
                        SELECT 1 FROM conversation WHERE id IN (
                            SELECT conversation_id FROM message
                            WHERE account_id = :account AND remote_id = ANY(:ids) AND text IS NULL)
                        ORDER BY id FOR NO KEY UPDATE
                        """)
                .bind("account", account.id().value())
                .bindArray(
                        "ids",
                        String.class,
                        comments.stream().map(Comment::externalId).toList())
                .mapTo(Integer.class)
                .list());
    }

    @Transactional
    public void postsFound(BoundAccount account, Collection<Post> posts) {
        var found = List.copyOf(posts);
        jdbi.useHandle(db -> db.createQuery("""
                        WITH found AS (
                            UPDATE post p SET type = f.type, caption = f.caption, cover_url = f.cover,
                                share_url = f.share, published_at = f.published
                            FROM (
                                SELECT k.id, f.type, f.caption, f.cover, f.share, f.published
                                FROM unnest(:ids, :types, :captions, :covers, :shares, :published)
                                    AS f (id, type, caption, cover, share, published)
                                JOIN post k ON k.account_id = :account AND k.external_id = f.id
                                ORDER BY k.id FOR NO KEY UPDATE OF k
                            ) f
                            WHERE p.id = f.id RETURNING p.id
                        )
                        SELECT c.id FROM conversation c JOIN found f ON c.post_id = f.id
                        WHERE c.status <> 'RESOLVED' AND c.last_message_id IS NOT NULL
                        """)
                .bind("account", account.id().value())
                .bind(
                        "ids",
                        SqlArray.of(
                                String.class,
                                found.stream().map(Post::externalId).toList()))
                .bind(
                        "types",
                        SqlArray.of(
                                String.class,
                                found.stream().map(it -> it.type().name()).toList()))
                .bind(
                        "captions",
                        SqlArray.of(
                                String.class, found.stream().map(Post::caption).collect(toList())))
                .bind(
                        "covers",
                        SqlArray.of(
                                String.class,
                                found.stream().map(it -> text(it.cover())).collect(toList())))
                .bind(
                        "shares",
                        SqlArray.of(
                                String.class,
                                found.stream().map(it -> text(it.shareUrl())).collect(toList())))
                .bind(
                        "published",
                        SqlArray.of(
                                Instant.class,
                                found.stream().map(Post::publishedAt).collect(toList())))
                .mapTo(UUID.class)
                .forEach(it -> changes.record(account.store().value(), ChangeTypes.CONVERSATION, it)));
    }

    private <T> List<T> claim(String sql, RowMapper<T> mapper) {
        return jdbi.withHandle(
                db -> db.createQuery(sql).bind("most", MOST).map(mapper).list());
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
