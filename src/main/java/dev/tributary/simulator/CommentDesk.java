package dev.tributary.simulator;

import dev.tributary.simulator.Comment.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comments under posts: who wrote, who answered, who hid, and which webhooks follow. */
final class CommentDesk {

    private static final Pattern HIGH_INTENT =
            Pattern.compile("price|how much|order|buy|stock|多少钱|怎么买|ราคา|giá|berapa|harga|precio|cuánto");

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Webhooks webhooks;
    private final int keepComments;
    private final List<Consumer<Comment>> whenOwnerWrote = new CopyOnWriteArrayList<>();

    CommentDesk(WorldState state, SimulatorClock clock, Ids ids, Webhooks webhooks, int keepComments) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.webhooks = webhooks;
        this.keepComments = keepComments;
    }

    void whenOwnerWrote(Consumer<Comment> listener) {
        whenOwnerWrote.add(listener);
    }

    Comment byCustomer(Customer customer, Post post, @Nullable String parentId, String text) {
        synchronized (state) {
            var comment = add(post, parentId, customer.id(), false, text, null);
            if (state.rules.highIntent()
                    && parentId == null
                    && HIGH_INTENT.matcher(text.toLowerCase(Locale.ROOT)).find()) {
                var account = account(post);
                webhooks.publish(
                        Webhooks.DIRECT_MESSAGE,
                        "im_receive_high_intent_comment",
                        account,
                        WebhookEvents.highIntent(account, customer, comment),
                        comment.createdAt);
            }
            return comment;
        }
    }

    Comment byOwner(Post post, @Nullable String parentId, String text, @Nullable String imageUrl) {
        synchronized (state) {
            var comment = add(post, parentId, account(post).ownerIdentifier(), true, text, imageUrl);
            whenOwnerWrote.forEach(it -> it.accept(comment));
            return comment;
        }
    }

    private Comment add(
            Post post,
            @Nullable String parentId,
            String author,
            boolean owner,
            String text,
            @Nullable String imageUrl) {
        var now = clock.instant();
        var comment = new Comment(
                ids.content(now), post.id(), topLevel(parentId), author, owner, text, imageUrl, now.toEpochMilli());
        forgetOldest(post);
        state.comments.put(comment.id, comment);
        state.touch();
        publish(comment, "insert");
        return comment;
    }

    /** Replies are one level deep: answering a reply lands under the same comment. */
    private @Nullable String topLevel(@Nullable String parentId) {
        var parent = parentId == null ? null : state.comments.get(parentId);
        return parent == null || parent.parentId == null ? parentId : parent.parentId;
    }

    private void forgetOldest(Post post) {
        var ofPost = state.comments.values().stream()
                .filter(it -> it.postId.equals(post.id()))
                .toList();
        if (ofPost.size() >= keepComments) {
            var oldest = ofPost.get(0).id;
            state.comments.values().removeIf(it -> it.id.equals(oldest) || oldest.equals(it.parentId));
        }
    }

    void show(Comment comment, Visibility visibility) {
        synchronized (state) {
            if (comment.visibility != visibility) {
                comment.visibility = visibility;
                state.touch();
                publish(comment, visibility.action);
            }
        }
    }

    void delete(Comment comment) {
        synchronized (state) {
            // Its replies go with it, silently: only the comment itself is announced.
            state.comments.values().removeIf(it -> it.id.equals(comment.id) || comment.id.equals(it.parentId));
            state.touch();
            publish(comment, "delete");
        }
    }

    void like(Comment comment, boolean liked) {
        synchronized (state) {
            if (comment.likedByOwner != liked) {
                comment.likedByOwner = liked;
                comment.likes += liked ? 1 : -1;
                state.touch();
            }
        }
    }

    private void publish(Comment comment, String action) {
        var now = "insert".equals(action) ? comment.createdAt : clock.instant().toEpochMilli();
        webhooks.publish(
                Webhooks.COMMENT,
                "comment.update",
                account(post(comment)),
                WebhookEvents.comment(comment, action, now, state.webhooks),
                now);
    }

    private Post post(Comment comment) {
        var post = state.posts.get(comment.postId);
        if (post == null) {
            throw new IllegalStateException("Comment " + comment.id + " belongs to no post.");
        }
        return post;
    }

    private Account account(Post post) {
        var account = state.accounts.get(post.openId());
        if (account == null) {
            throw new IllegalStateException("Post " + post.id() + " belongs to no account.");
        }
        return account;
    }
}
