package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Comment;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.tiktokbusiness.wire.CommentList;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import dev.tributary.connector.tiktokbusiness.wire.MessageList;
import dev.tributary.connector.tiktokbusiness.wire.Profile;
import dev.tributary.connector.tiktokbusiness.wire.VideoList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks TikTok for what its webhooks leave out. Entries that cannot be read are as good as missing. */
class Lookups {

    private static final int COMMENTS = 30;
    private static final int POSTS = 20;
    // A short page is not the end, and a list may repeat itself or go round in circles.
    private static final int PAGES = 5;
    private static final List<String> PROFILE_FIELDS = List.of("username", "display_name", "profile_image");
    static final List<String> POST_FIELDS =
            List.of("item_id", "media_type", "caption", "thumbnail_url", "share_url", "create_time");

    private final TikTokBusinessClient client;
    private final FurtherCalls further;
    private final Translation translation;

    Lookups(TikTokBusinessClient client, FurtherCalls further, TimeRange times) {
        this.client = client;
        this.further = further;
        this.translation = new Translation(times);
    }

    AccountProfile profile(AccountRef account, Credentials credentials) throws ConnectorException {
        var query = query(account, "fields", Json.write(PROFILE_FIELDS));
        askForMore(account, ApiCall.PROFILE);
        return translation.profile(get("business/get", query, credentials, Profile.class));
    }

    List<Person> participants(AccountRef account, Credentials credentials, String conversation)
            throws ConnectorException {
        var query = query(account, "conversation_id", conversation);
        var list = get("business/message/content/list", query, credentials, MessageList.class);
        return translation.participants(list, account);
    }

    List<SentMessage> recentlySent(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException {
        if (where.privately()) {
            return List.of();
        }
        return switch (where.surface()) {
            case DM -> sentMessages(account, credentials, where.conversationExternalId());
            case COMMENT -> sentReplies(account, credentials, where);
            case SHOP_CHAT -> List.of();
        };
    }

    private List<SentMessage> sentMessages(AccountRef account, Credentials credentials, String conversation)
            throws ConnectorException {
        var query = query(account, "conversation_id", conversation);
        var list = get("business/message/content/list", query, credentials, MessageList.class);
        return present(list.messages())
                .flatMap(it -> translation.sent(it, account))
                .toList();
    }

    private List<SentMessage> sentReplies(AccountRef account, Credentials credentials, OutboundMessage where)
            throws ConnectorException {
        var post = where.postExternalId();
        if (post == null) {
            return List.of();
        }
        var query = query(account, "video_id", post);
        query.put("comment_id", where.conversationExternalId());
        query.put("status", "ALL");
        query.put("sort_field", "create_time");
        query.put("sort_order", "desc");
        query.put("max_count", Integer.toString(COMMENTS));
        var found = new LinkedHashMap<String, SentMessage>();
        var pages = new Pages();
        while (pages.next(query)) {
            if (pages.isFurther()) {
                askForMore(account, ApiCall.COMMENT_REPLIES);
            }
            var page = get("business/comment/reply/list", query, credentials, CommentList.class);
            present(page.comments())
                    .filter(it -> Boolean.TRUE.equals(it.owner()))
                    .flatMap(translation::sent)
                    .forEach(it -> found.putIfAbsent(it.externalId(), it));
            pages.read(page.cursor(), page.hasMore());
        }
        return List.copyOf(found.values());
    }

    List<Comment> comments(AccountRef account, Credentials credentials, String post, Collection<String> ids)
            throws ConnectorException {
        var wanted = wanted(ids, COMMENTS);
        var found = new LinkedHashMap<String, Comment>();
        var query = query(account, "video_id", post);
        query.put("comment_ids", Json.write(wanted));
        // A reply may come only beneath the comment that it answers.
        query.put("include_replies", "true");
        query.put("status", "ALL");
        query.put("max_count", Integer.toString(COMMENTS));
        var pages = new Pages();
        while (found.size() < wanted.size() && pages.next(query)) {
            if (pages.isFurther()) {
                askForMore(account, ApiCall.COMMENTS);
            }
            var page = get("business/comment/list", query, credentials, CommentList.class);
            present(page.comments())
                    .flatMap(it -> translation.comments(it, account, post))
                    .filter(it -> wanted.contains(it.externalId()))
                    .forEach(it -> found.putIfAbsent(it.externalId(), it));
            pages.read(page.cursor(), page.hasMore());
        }
        return List.copyOf(found.values());
    }

    List<Post> posts(AccountRef account, Credentials credentials, Collection<String> ids) throws ConnectorException {
        var wanted = wanted(ids, POSTS);
        var found = new LinkedHashMap<String, Post>();
        var query = query(account, "fields", Json.write(POST_FIELDS));
        query.put("filters", Json.write(Map.of("video_ids", wanted)));
        query.put("max_count", Integer.toString(POSTS));
        var pages = new Pages();
        while (found.size() < wanted.size() && pages.next(query)) {
            if (pages.isFurther()) {
                askForMore(account, ApiCall.POSTS);
            }
            var page = get("business/video/list", query, credentials, VideoList.class);
            present(page.videos())
                    .flatMap(translation::post)
                    .filter(it -> wanted.contains(it.externalId()))
                    .forEach(it -> found.putIfAbsent(it.externalId(), it));
            pages.read(page.cursor(), page.hasMore());
        }
        return List.copyOf(found.values());
    }

    private void askForMore(AccountRef account, ApiCall call) throws ConnectorException {
        try {
            further.ask(account, call);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    private <T> T get(String path, Map<String, String> query, Credentials credentials, Class<T> data)
            throws ConnectorException {
        try {
            return client.get(path, query, credentials, data);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    private static Map<String, String> query(AccountRef account, String name, String value) {
        var query = new HashMap<String, String>();
        query.put("business_id", account.externalId());
        query.put(name, value);
        return query;
    }

    private static Set<String> wanted(Collection<String> ids, int limit) {
        var wanted = Set.copyOf(ids);
        if (wanted.size() > limit) {
            throw new IllegalArgumentException(wanted.size() + " ids; TikTok takes at most " + limit + " in one call");
        }
        return wanted;
    }

    private static <T> Stream<T> present(@Nullable List<@Nullable T> values) {
        return values == null ? Stream.of() : values.stream().flatMap(Stream::ofNullable);
    }

    /** Goes from page to page until there is none, a place is reached twice, or it has gone on for too long. */
    private static class Pages {

        private int asked;
        private @Nullable Long cursor;
        private boolean more = true;

        boolean next(Map<String, String> query) {
            if (cursor != null) {
                query.put("cursor", cursor.toString());
            }
            return more && asked++ < PAGES;
        }

        /** The first call was asked for by whoever wants the list. */
        boolean isFurther() {
            return asked > 1;
        }

        void read(@Nullable Long next, @Nullable Boolean hasMore) {
            more = Boolean.TRUE.equals(hasMore) && next != null && !next.equals(cursor);
            cursor = next;
        }
    }
}
