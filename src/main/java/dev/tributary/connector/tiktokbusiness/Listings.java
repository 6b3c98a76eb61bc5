package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Comment;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.ListLimits;
import dev.tributary.connector.Listed;
import dev.tributary.connector.ListedConversation;
import dev.tributary.connector.ListedThread;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Post;
import dev.tributary.connector.tiktokbusiness.wire.CommentList;
import dev.tributary.connector.tiktokbusiness.wire.ConversationList;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Reaction;
import dev.tributary.connector.tiktokbusiness.wire.MessageList;
import dev.tributary.connector.tiktokbusiness.wire.VideoList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lists what happened, a page at a time. Entries that cannot be read are as good as missing. */
class Listings {

    private static final Logger LOG = Logger.getLogger(Listings.class);

    /** Wire notes, sections 2.4, 3.3 and 3.4. */
    static final ListLimits LIMITS = new ListLimits(100, 20, Duration.ofDays(90), Duration.ofDays(3));

    private static final String CONVERSATIONS = "100";
    private static final String COMMENTS = "30";
    private static final String POSTS = "20";

    /** The kinds of conversations, one list after the other: those that were answered, and those that wait for it. */
    private static final List<String> KINDS = List.of("SINGLE", "STRANGER");

    private final TikTokBusinessClient client;
    private final Translation translation;
    private final TimeRange times;

    Listings(TikTokBusinessClient client, TimeRange times) {
        this.client = client;
        this.translation = new Translation(times);
        this.times = times;
    }

    /** A page is named by its kind and TikTok's own cursor: {@code STRANGER:100}. */
    Listed<ListedConversation> conversations(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException {
        var place = (page == null ? KINDS.get(0) + ":" : page).split(":", 2);
        var kind = place[0];
        var query = query(account, place[1].isEmpty() ? null : place[1]);
        query.put("conversation_type", kind);
        query.put("limit", CONVERSATIONS);
        var list = get("business/message/conversation/list", query, credentials, ConversationList.class);
        var conversations = present(list.conversations())
                .flatMap(it -> Stream.ofNullable(it.conversationId())
                        .filter(id -> !id.isBlank())
                        .map(id -> new ListedConversation(id, times.believe(it.updateTime()))))
                .toList();
        var next = next(list.cursor(), list.hasMore());
        if (next != null) {
            return new Listed<>(conversations, kind + ":" + next);
        }
        var following = KINDS.indexOf(kind) + 1;
        return new Listed<>(conversations, following < KINDS.size() ? KINDS.get(following) + ":" : null);
    }

    List<InboundEvent> messages(AccountRef account, Credentials credentials, String conversation)
            throws ConnectorException {
        var query = query(account, null);
        query.put("conversation_id", conversation);
        var list = get("business/message/content/list", query, credentials, MessageList.class);
        var events = new ArrayList<InboundEvent>();
        present(list.messages()).forEach(it -> {
            try {
                read(it, account, conversation, events);
            } catch (MalformedWebhookException e) {
                LOG.debugf("A listed message was passed over account=%s: %s", account.externalId(), e.getMessage());
            }
        });
        return List.copyOf(events);
    }

    private void read(MessageList.Message message, AccountRef account, String conversation, List<InboundEvent> events)
            throws MalformedWebhookException {
        // Without a time of its own it would be another message every time that it is read.
        if (times.believe(message.timestamp()) == null) {
            return;
        }
        var direction = Translation.ours(message, account) ? Direction.OUTBOUND : Direction.INBOUND;
        var delivery = Delivery.listed(account, times);
        var content = message.asWebhook(conversation);
        var seen = MessageReader.seen(delivery, content, direction);
        events.add(seen);
        var reactions = present(message.reactions())
                .filter(it -> it.uniqueIdentifier() != null && times.believe(it.timestamp()) != null)
                .toList();
        for (var it : reactions) {
            var added = new Reaction(
                    "ADD",
                    it.type(),
                    it.emoji(),
                    it.aiEmojiUrl(),
                    it.uniqueIdentifier(),
                    it.timestamp(),
                    seen.messageExternalId());
            events.add(MessageReader.reaction(delivery, content, Direction.INBOUND, added));
        }
    }

    Listed<Post> newestPosts(AccountRef account, Credentials credentials, @Nullable String page)
            throws ConnectorException {
        var query = query(account, page);
        query.put("fields", Json.write(Lookups.POST_FIELDS));
        query.put("max_count", POSTS);
        var list = get("business/video/list", query, credentials, VideoList.class);
        return new Listed<>(
                present(list.videos()).flatMap(translation::post).toList(), next(list.cursor(), list.hasMore()));
    }

    Listed<ListedThread> newestComments(AccountRef account, Credentials credentials, String post, @Nullable String page)
            throws ConnectorException {
        var query = newestFirst(account, post, page);
        query.put("include_replies", "true");
        var list = get("business/comment/list", query, credentials, CommentList.class);
        return new Listed<>(
                present(list.comments())
                        .flatMap(it -> translation.thread(it, account, post))
                        .toList(),
                next(list.cursor(), list.hasMore()));
    }

    Listed<Comment> replies(
            AccountRef account, Credentials credentials, String post, String comment, @Nullable String page)
            throws ConnectorException {
        var query = newestFirst(account, post, page);
        query.put("comment_id", comment);
        var list = get("business/comment/reply/list", query, credentials, CommentList.class);
        return new Listed<>(
                present(list.comments())
                        .flatMap(it -> translation.comment(it, account, post, comment))
                        .toList(),
                next(list.cursor(), list.hasMore()));
    }

    private static Map<String, String> newestFirst(AccountRef account, String post, @Nullable String page) {
        var query = query(account, page);
        query.put("video_id", post);
        query.put("status", "ALL");
        query.put("sort_field", "create_time");
        query.put("sort_order", "desc");
        query.put("max_count", COMMENTS);
        return query;
    }

    private <T> T get(String path, Map<String, String> query, Credentials credentials, Class<T> data)
            throws ConnectorException {
        try {
            return client.get(path, query, credentials, data);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    private static Map<String, String> query(AccountRef account, @Nullable String cursor) {
        var query = new HashMap<String, String>();
        query.put("business_id", account.externalId());
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return query;
    }

    private static @Nullable String next(@Nullable Long cursor, @Nullable Boolean hasMore) {
        return Boolean.TRUE.equals(hasMore) && cursor != null ? cursor.toString() : null;
    }

    private static <T> Stream<T> present(@Nullable List<@Nullable T> values) {
        return values == null ? Stream.of() : values.stream().flatMap(Stream::ofNullable);
    }
}
