package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Comment.Visibility;
import io.vertx.core.http.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reading comments and replies, a page at a time; a page may be short without being the last. */
final class CommentLists {

    private static final int REPLIES_SHOWN = 3;

    private final WorldState state;
    private final Links links;

    CommentLists(WorldState state, Links links) {
        this.state = state;
        this.links = links;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.accounts(HttpMethod.GET, "business/comment/list/", "comment.list", this::comments),
                Endpoint.accounts(HttpMethod.GET, "business/comment/reply/list/", "comment.list", this::replies));
    }

    private ObjectNode comments(ApiCall call) {
        var post = post(call);
        var only = call.list("comment_ids");
        if (only != null && only.size() > 30) {
            throw ApiRefusal.badParameter("comment_ids");
        }
        var withReplies = call.flag("include_replies");
        synchronized (state) {
            var matching = state.comments.values().stream()
                    .filter(it -> it.postId.equals(post.id()))
                    // Replies are found by their id only; the plain list shows what stands directly under the post.
                    .filter(it -> only == null ? it.parentId == null : only.contains(it.id))
                    .filter(visible(call))
                    .sorted(order(call, Set.of("asc", "desc", "smart")))
                    .toList();
            return page(call, matching, withReplies, 1);
        }
    }

    private ObjectNode replies(ApiCall call) {
        var post = post(call);
        var parent = call.text("comment_id");
        synchronized (state) {
            var comment = state.comments.get(parent);
            if (comment == null || !comment.postId.equals(post.id())) {
                throw ApiRefusal.badParameter("comment_id");
            }
            var matching = state.comments.values().stream()
                    .filter(it -> parent.equals(it.parentId))
                    .filter(visible(call))
                    .sorted(order(call, Set.of("asc", "desc")))
                    .toList();
            return page(call, matching, false, 0);
        }
    }

    private static java.util.function.Predicate<Comment> visible(ApiCall call) {
        var status = call.optionalText("status");
        if (status == null || status.equals("ALL")) {
            return it -> true;
        }
        if (!status.equals("PUBLIC")) {
            throw ApiRefusal.badParameter("status");
        }
        return it -> it.visibility == Visibility.PUBLIC;
    }

    private Comparator<Comment> order(ApiCall call, Set<String> orders) {
        var field = call.optionalText("sort_field");
        var order = call.optionalText("sort_order");
        if (order != null && !orders.contains(order)) {
            throw ApiRefusal.badParameter("sort_order");
        }
        Comparator<Comment> ascending = switch (field == null ? "" : field) {
            // TikTok calls its default order random; mixing by id is that, and yet the same on every page.
            case "" -> Comparator.comparingInt((Comment it) -> it.id.hashCode());
            case "likes" -> Comparator.comparingInt((Comment it) -> it.likes);
            case "replies" -> Comparator.comparingLong(this::replyCount);
            case "create_time" -> Comparator.comparingLong((Comment it) -> it.createdAt);
            default -> throw ApiRefusal.badParameter("sort_field");
        };
        return "asc".equals(order) ? ascending : ascending.reversed();
    }

    private ObjectNode page(ApiCall call, List<Comment> all, boolean withReplies, int fewest) {
        var size = (int) call.number("max_count", 20, fewest, 30);
        var from = (int) Math.min(call.number("cursor", 0, 0, Integer.MAX_VALUE), all.size());
        var shorter = state.rules.shortPages() ? Math.max(1, size * 2 / 3) : size;
        var to = Math.min(from + shorter, all.size());
        var data = Json.object();
        var items = data.putArray("comments");
        all.subList(from, to).forEach(it -> items.add(comment(it, withReplies)));
        return data.put("cursor", to).put("has_more", to < all.size());
    }

    private ObjectNode comment(Comment comment, boolean withReplies) {
        var item = Json.object()
                .put("comment_id", comment.id)
                .put("video_id", comment.postId)
                .put("create_time", Long.toString(comment.createdAt / 1_000))
                .put("text", comment.text)
                .put("likes", comment.likes)
                .put("replies", replyCount(comment))
                .put("owner", comment.owner)
                .put("liked", comment.likedByOwner)
                .put("pinned", false)
                .put("status", comment.visibility == Visibility.HIDDEN ? "HIDDEN" : "PUBLIC")
                .put("unique_identifier", comment.authorId)
                .put("user_id", "");
        author(item, comment);
        if (comment.parentId != null) {
            item.put("parent_comment_id", comment.parentId);
        }
        if (comment.imageUrl != null) {
            item.put("image_url", comment.imageUrl);
        }
        if (withReplies && comment.parentId == null) {
            var replies = item.putArray("reply_list");
            state.comments.values().stream()
                    .filter(it -> comment.id.equals(it.parentId))
                    .limit(REPLIES_SHOWN)
                    .forEach(it -> replies.add(embedded(it)));
        }
        return item;
    }

    /** Here, and only here, a REST answer writes a comment's id as a number. */
    private ObjectNode embedded(Comment reply) {
        var item = Json.object()
                .put("comment_id", Long.parseLong(reply.id))
                .put("parent_comment_id", reply.parentId)
                .put("text", reply.text)
                .put("owner", reply.owner)
                .put("likes", reply.likes)
                .put("liked", reply.likedByOwner)
                .put("status", reply.visibility == Visibility.HIDDEN ? "HIDDEN" : "PUBLIC")
                .put("unique_identifier", reply.authorId)
                .put("create_time", Long.toString(reply.createdAt / 1_000));
        author(item, reply);
        return item;
    }

    private void author(ObjectNode item, Comment comment) {
        var customer = state.customers.get(comment.authorId);
        if (customer != null) {
            item.put("username", customer.handle())
                    .put("display_name", customer.displayName())
                    .put("profile_image", links.avatar(customer.id()));
            return;
        }
        var post = state.posts.get(comment.postId);
        var account = post == null ? null : state.accounts.get(post.openId());
        if (account != null) {
            item.put("username", account.handle())
                    .put("display_name", account.displayName())
                    .put("profile_image", links.avatar(account.openId()));
        }
    }

    private long replyCount(Comment comment) {
        return state.comments.values().stream()
                .filter(it -> comment.id.equals(it.parentId))
                .count();
    }

    private Post post(ApiCall call) {
        var id = call.text("video_id");
        synchronized (state) {
            var post = state.posts.get(id);
            if (post == null || !post.openId().equals(call.account().openId())) {
                throw ApiRefusal.badParameter("video_id");
            }
            return post;
        }
    }
}
