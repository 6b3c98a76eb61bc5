package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.Comment.Visibility;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writing, liking, hiding and deleting comments under the account's own posts. */
final class CommentApi {

    private final WorldState state;
    private final CommentDesk desk;
    private final Links links;

    CommentApi(WorldState state, CommentDesk desk, Links links) {
        this.state = state;
        this.desk = desk;
        this.links = links;
    }

    enum Switch {
        LIKE,
        UNLIKE,
        HIDE,
        UNHIDE
    }

    List<Endpoint> endpoints() {
        var scope = "comment.list.manage";
        return List.of(
                Endpoint.accounts(HttpMethod.POST, "business/comment/create/", scope, this::create),
                Endpoint.accounts(HttpMethod.POST, "business/comment/reply/create/", scope, this::reply),
                Endpoint.accounts(HttpMethod.POST, "business/comment/like/", scope, this::like),
                Endpoint.accounts(HttpMethod.POST, "business/comment/hide/", scope, this::hide),
                Endpoint.accounts(HttpMethod.POST, "business/comment/delete/", scope, this::delete));
    }

    private ObjectNode create(ApiCall call) {
        return written(call, null);
    }

    private ObjectNode reply(ApiCall call) {
        var parent = comment(call, "comment_id");
        if (!parent.postId.equals(call.text("video_id"))) {
            throw ApiRefusal.badParameter("video_id");
        }
        return written(call, parent.id);
    }

    private ObjectNode written(ApiCall call, @Nullable String parentId) {
        var post = post(call);
        var text = call.optionalText("text");
        var image = call.optionalText("image_uri");
        if ((text == null || text.isBlank()) == (image == null)) {
            throw ApiRefusal.badParameter("text");
        }
        if (text != null && text.codePointCount(0, text.length()) > rules().commentTextLimit()) {
            throw ApiRefusal.badParameter("text");
        }
        var comment = desk.byOwner(post, parentId, text == null ? "" : text, image == null ? null : image(image));
        var data = Json.object()
                .put("comment_id", comment.id)
                .put("video_id", comment.postId)
                .put("user_id", "")
                .put("unique_identifier", comment.authorId)
                .put("create_time", Long.toString(comment.createdAt / 1_000));
        if (comment.parentId != null) {
            data.put("parent_comment_id", comment.parentId);
        }
        return comment.imageUrl == null ? data.put("text", comment.text) : data.put("image_url", comment.imageUrl);
    }

    private String image(String mediaId) {
        synchronized (state) {
            if (!state.media.containsKey(mediaId)) {
                throw ApiRefusal.badParameter("image_uri");
            }
        }
        return links.commentImage(mediaId);
    }

    private ObjectNode like(ApiCall call) {
        var comment = comment(call, "comment_id");
        switch (call.oneOf(Switch.class, "action")) {
            case LIKE -> desk.like(comment, true);
            case UNLIKE -> desk.like(comment, false);
            default -> throw ApiRefusal.badParameter("action");
        }
        return Json.object();
    }

    private ObjectNode hide(ApiCall call) {
        var post = post(call);
        var comment = comment(call, "comment_id");
        if (!comment.postId.equals(post.id())) {
            throw ApiRefusal.badParameter("video_id");
        }
        switch (call.oneOf(Switch.class, "action")) {
            case HIDE -> desk.show(comment, Visibility.HIDDEN);
            case UNHIDE -> desk.show(comment, Visibility.PUBLIC);
            default -> throw ApiRefusal.badParameter("action");
        }
        return Json.object();
    }

    private ObjectNode delete(ApiCall call) {
        var comment = comment(call, "comment_id");
        if (!comment.owner) {
            throw new ApiRefusal(ApiRefusal.NO_PERMISSION, "Only comments of the account itself can be deleted.");
        }
        desk.delete(comment);
        return Json.object();
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

    private Comment comment(ApiCall call, String name) {
        var id = call.text(name);
        synchronized (state) {
            var comment = state.comments.get(id);
            var post = comment == null ? null : state.posts.get(comment.postId);
            if (comment == null
                    || post == null
                    || !post.openId().equals(call.account().openId())) {
                throw new ApiRefusal(ApiRefusal.NOT_FOUND, "The comment does not exist.");
            }
            return comment;
        }
    }

    private Rules rules() {
        synchronized (state) {
            return state.rules;
        }
    }
}
