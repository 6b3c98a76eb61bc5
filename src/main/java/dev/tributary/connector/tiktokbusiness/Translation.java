package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountProfile;
import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Comment;
import dev.tributary.connector.ListedThread;
import dev.tributary.connector.Person;
import dev.tributary.connector.Post;
import dev.tributary.connector.SentMessage;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.CommentList;
import dev.tributary.connector.tiktokbusiness.wire.MessageList;
import dev.tributary.connector.tiktokbusiness.wire.Profile;
import dev.tributary.connector.tiktokbusiness.wire.VideoList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** TikTok's answers in our words. */
class Translation {

    private static final int NAME_LENGTH = 255;

    private final TimeRange times;

    Translation(TimeRange times) {
        this.times = times;
    }

    AccountProfile profile(Profile profile) {
        return new AccountProfile(
                name(profile.username()), name(profile.displayName()), WebAddress.orNull(profile.profileImage()));
    }

    List<Person> participants(MessageList list, AccountRef account) {
        return present(list.participants())
                .filter(it -> !"BUSINESS_ACCOUNT".equalsIgnoreCase(it.role()))
                .flatMap(it -> Stream.ofNullable(it.id())
                        .filter(id -> !id.isBlank() && !id.equals(account.externalId()))
                        .map(id -> person(id, handleOf(id, list), it.displayName(), it.profileImage())))
                .toList();
    }

    /** Participants come without their user names; messages have those of their senders. */
    private static @Nullable String handleOf(String id, MessageList list) {
        return present(list.messages())
                .filter(it -> it.fromUser() != null && id.equals(it.fromUser().id()))
                .flatMap(it -> Stream.ofNullable(it.sender()))
                .findFirst()
                .orElse(null);
    }

    /** The comment, and the replies that came with it. */
    Stream<Comment> comments(CommentList.Item item, AccountRef account, String post) {
        var replies = present(item.replyList()).flatMap(it -> comment(it, account, post, item.commentId()));
        return Stream.concat(comment(item, account, post, null), replies);
    }

    Stream<Comment> comment(CommentList.Item item, AccountRef account, String post, @Nullable String listedUnder) {
        var id = item.commentId();
        var author = author(item, account);
        var writtenAt = times.believe(item.createTime());
        if (id == null || author == null || writtenAt == null) {
            return Stream.of();
        }
        var parent = item.parentCommentId() == null ? listedUnder : item.parentCommentId();
        return Stream.of(new Comment(
                id,
                post,
                "0".equals(parent) ? null : parent,
                author,
                Boolean.TRUE.equals(item.owner()),
                item.text(),
                "HIDDEN".equalsIgnoreCase(item.status()),
                writtenAt));
    }

    /** The comment with its replies; none if the comment itself cannot be read. */
    Stream<ListedThread> thread(CommentList.Item item, AccountRef account, String post) {
        return comment(item, account, post, null).map(comment -> {
            var replies = present(item.replyList())
                    .flatMap(it -> comment(it, account, post, item.commentId()))
                    .toList();
            return new ListedThread(comment, replies, item.replies() != null && item.replies() > replies.size());
        });
    }

    private @Nullable Person author(CommentList.Item item, AccountRef account) {
        var id = Stream.of(item.uniqueIdentifier(), item.userId())
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                // Replies of the owner may come without any id, and the owner is us.
                .orElse(Boolean.TRUE.equals(item.owner()) ? account.externalId() : null);
        return id == null ? null : person(id, item.username(), item.displayName(), item.profileImage());
    }

    /** A message of ours; empty for one of the customer's, or one that cannot be told apart from others. */
    Stream<SentMessage> sent(MessageList.Message message, AccountRef account) {
        var id = message.messageId();
        var at = times.believe(message.timestamp());
        if (!ours(message, account) || id == null || id.isBlank() || at == null) {
            return Stream.of();
        }
        var content = MessageKinds.content(message.asWebhook(""), Delivery.listed(account, times));
        return Stream.of(new SentMessage(id, content, at));
    }

    static boolean ours(MessageList.Message message, AccountRef account) {
        var from = message.fromUser();
        return from != null
                && (account.externalId().equals(from.id()) || "BUSINESS_ACCOUNT".equalsIgnoreCase(from.role()));
    }

    Stream<SentMessage> sent(CommentList.Item comment) {
        var id = comment.commentId();
        var at = times.believe(comment.createTime());
        return id == null || id.isBlank() || at == null
                ? Stream.of()
                : Stream.of(new SentMessage(id, comment.text(), at));
    }

    Stream<Post> post(VideoList.Item item) {
        return Stream.ofNullable(item.itemId())
                .map(id -> new Post(
                        id,
                        "PHOTO".equalsIgnoreCase(item.mediaType()) ? Post.Type.PHOTO : Post.Type.VIDEO,
                        item.caption(),
                        WebAddress.orNull(item.thumbnailUrl()),
                        WebAddress.orNull(item.shareUrl()),
                        times.believe(item.createTime())));
    }

    private Person person(String id, @Nullable String handle, @Nullable String displayName, @Nullable String image) {
        var avatar = WebAddress.orNull(image);
        return new Person(id, name(handle), name(displayName), avatar, WebAddress.expiry(avatar, times));
    }

    private static @Nullable String name(@Nullable String name) {
        return name == null || name.isBlank() ? null : CleanText.bounded(name, NAME_LENGTH);
    }

    private static <T> Stream<T> present(@Nullable List<@Nullable T> values) {
        return values == null ? Stream.of() : values.stream().flatMap(Stream::ofNullable);
    }
}
