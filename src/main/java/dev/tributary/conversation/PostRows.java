package dev.tributary.conversation;

import static java.util.stream.Collectors.toList;

import dev.tributary.connector.Listed;
import dev.tributary.connector.Post;
import dev.tributary.platform.id.Ids;
import dev.tributary.platform.paging.Cursor;
import dev.tributary.platform.paging.Page;
import dev.tributary.platform.paging.PageLimit;
import dev.tributary.store.BoundAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is known of accounts' own posts. */
@ApplicationScoped
class PostRows {

    /** Before every post: what a list begins with. */
    private static final Cursor START = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));

    private final Jdbi jdbi;
    private final Clock clock;

    PostRows(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @param nextPage the page that nobody has asked for yet; null if there is none */
    record Listing(Instant askedAt, @Nullable String nextPage) {}

    Optional<Listing> listing(BoundAccount account) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT asked_at, next_page FROM post_listing WHERE account_id = :id")
                .bind("id", account.id().value())
                .map((row, context) ->
                        new Listing(row.getTimestamp("asked_at").toInstant(), row.getString("next_page")))
                .findOne());
    }

    boolean has(BoundAccount account, String externalId) {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM post WHERE account_id = :account AND external_id = :post)")
                .bind("account", account.id().value())
                .bind("post", externalId)
                .mapTo(Boolean.class)
                .one());
    }

    /** Newest first, of those whose caption has these words. */
    Page<OwnPost> page(BoundAccount account, String words, PageLimit limit, Optional<Cursor> before) {
        var place = before.orElse(START);
        var rows = jdbi.withHandle(db -> db.createQuery("""
                        SELECT id, external_id, type, caption, cover_url, share_url, published_at,
                            coalesce(published_at, to_timestamp(0)) AS place
                        FROM post
                        WHERE account_id = :account AND listed_at IS NOT NULL
                          AND (coalesce(published_at, to_timestamp(0)), id) < (:time, :id)
                          AND (:words = '' OR strpos(lower(caption), lower(:words)) > 0)
                        ORDER BY coalesce(published_at, to_timestamp(0)) DESC, id DESC LIMIT :limit
                        """)
                .bind("account", account.id().value())
                .bind("time", place.instant(0))
                .bind("id", place.uuid(1))
                .bind("words", words)
                .bind("limit", limit.andOneMore())
                .map((row, context) -> new Row(
                        new OwnPost(
                                row.getString("external_id"),
                                row.getString("type"),
                                row.getString("caption"),
                                row.getString("cover_url"),
                                row.getString("share_url"),
                                ConversationQueries.instant(row, "published_at")),
                        Cursor.of(row.getTimestamp("place").toInstant(), row.getObject("id", UUID.class))))
                .list());
        return Page.cut(rows, limit, Row::place).map(Row::post);
    }

    /** Whether it is newer than the oldest that was listed. */
    boolean isAfterOldest(BoundAccount account, OwnPost post) {
        return jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM post WHERE account_id = :account AND listed_at IS NOT NULL
                            AND coalesce(published_at, to_timestamp(0)) < coalesce(:time::timestamptz, to_timestamp(0)))
                        """)
                .bind("account", account.id().value())
                .bind("time", post.publishedAt())
                .mapTo(Boolean.class)
                .one());
    }

    /** Where to go on after a page when more may be found. */
    String after(BoundAccount account, Page<OwnPost> page, Optional<Cursor> before) {
        var items = page.items();
        if (items.isEmpty()) {
            return before.orElse(START).toString();
        }
        var last = items.get(items.size() - 1);
        return Cursor.of(Objects.requireNonNullElse(last.publishedAt(), Instant.EPOCH), id(account, last.postId()))
                .toString();
    }

    /** The newest posts were listed. What was known beyond them stays known if they lead on to it. */
    @Transactional
    public void newest(BoundAccount account, Listed<Post> page) {
        var connected = jdbi.withHandle(db -> db.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM post WHERE account_id = :account AND external_id = ANY(:ids)
                            AND listed_at IS NOT NULL)
                        """)
                .bind("account", account.id().value())
                .bindArray("ids", String.class, ids(page.items()))
                .mapTo(Boolean.class)
                .one());
        add(account, page.items());
        forgetOthers(account, page, null);
        jdbi.useHandle(db -> db.createUpdate("""
                        INSERT INTO post_listing AS l (account_id, asked_at, next_page) VALUES (:account, :now, :next)
                        ON CONFLICT (account_id) DO UPDATE SET asked_at = excluded.asked_at,
                            next_page = CASE WHEN :connected THEN l.next_page ELSE excluded.next_page END
                        """)
                .bind("account", account.id().value())
                .bind("now", clock.instant())
                .bind("next", page.next())
                .bind("connected", connected)
                .execute());
    }

    /** A further page was listed. */
    @Transactional
    public void further(BoundAccount account, Listed<Post> page) {
        add(account, page.items());
        forgetOthers(
                account,
                page,
                times(page.items()).max(Comparator.naturalOrder()).orElse(Instant.EPOCH));
        jdbi.useHandle(db -> db.createUpdate("UPDATE post_listing SET next_page = :next WHERE account_id = :account")
                .bind("next", page.next())
                .bind("account", account.id().value())
                .execute());
    }

    @Transactional
    public void add(BoundAccount account, Collection<Post> posts) {
        // In the order in which everybody writes posts.
        var rows = posts.stream()
                .sorted(Comparator.comparing(it -> id(account, it.externalId())))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(db -> {
            var batch = db.prepareBatch("""
                    INSERT INTO post (id, store_id, account_id, external_id, type, caption, cover_url, share_url,
                        published_at, looked_up_at, listed_at)
                    VALUES (:id, :store, :account, :externalId, :type, :caption, :cover, :share, :published, :now, :now)
                    ON CONFLICT (account_id, external_id) DO UPDATE SET type = excluded.type,
                        caption = excluded.caption, cover_url = excluded.cover_url, share_url = excluded.share_url,
                        published_at = excluded.published_at, looked_up_at = excluded.looked_up_at,
                        listed_at = excluded.listed_at
                    """);
            for (var it : rows) {
                batch.bind("id", id(account, it.externalId()))
                        .bind("store", account.store().value())
                        .bind("account", account.id().value())
                        .bind("externalId", it.externalId())
                        .bind("type", it.type())
                        .bind("caption", it.caption())
                        .bind("cover", text(it.cover()))
                        .bind("share", text(it.shareUrl()))
                        .bind("published", it.publishedAt())
                        .bind("now", clock.instant())
                        .add();
            }
            batch.execute();
        });
    }

    /** What the page would have, were it still there. Of one moment with its ends, others may be on the next page. */
    private void forgetOthers(BoundAccount account, Listed<Post> page, @Nullable Instant newest) {
        var oldest = page.next() == null
                ? Optional.of(Instant.EPOCH.minusSeconds(1))
                : times(page.items()).min(Comparator.naturalOrder());
        oldest.ifPresent(it -> jdbi.useHandle(db -> db.createUpdate("""
                        UPDATE post SET listed_at = NULL
                        WHERE account_id = :account AND listed_at IS NOT NULL AND external_id <> ALL(:ids)
                          AND coalesce(published_at, to_timestamp(0)) > :oldest
                          AND coalesce(published_at, to_timestamp(0)) < coalesce(:newest::timestamptz, 'infinity')
                        """)
                .bind("account", account.id().value())
                .bindArray("ids", String.class, ids(page.items()))
                .bind("oldest", it)
                .bind("newest", newest)
                .execute()));
    }

    private static Stream<Instant> times(List<Post> posts) {
        return posts.stream().map(it -> Objects.requireNonNullElse(it.publishedAt(), Instant.EPOCH));
    }

    private static List<String> ids(List<Post> posts) {
        return posts.stream().map(Post::externalId).collect(toList());
    }

    private static UUID id(BoundAccount account, String externalId) {
        return Ids.derived(account.id().value(), "post", externalId);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private record Row(OwnPost post, Cursor place) {}
}
