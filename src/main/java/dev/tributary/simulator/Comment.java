package dev.tributary.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A comment on a post, or a reply under one. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Comment {

    enum Visibility {
        PUBLIC("set_to_public"),
        FRIENDS_ONLY("set_to_friends_only"),
        HIDDEN("set_to_hidden");

        final String action;

        Visibility(String action) {
            this.action = action;
        }
    }

    final String id;
    final String postId;
    final @Nullable String parentId;

    /** A customer's id, or the account's owner identifier. */
    final String authorId;

    final boolean owner;
    final String text;
    final @Nullable String imageUrl;
    final long createdAt;

    Visibility visibility = Visibility.PUBLIC;
    boolean likedByOwner;
    int likes;

    @JsonCreator
    Comment(
            @JsonProperty("id") String id,
            @JsonProperty("postId") String postId,
            @JsonProperty("parentId") @Nullable String parentId,
            @JsonProperty("authorId") String authorId,
            @JsonProperty("owner") boolean owner,
            @JsonProperty("text") String text,
            @JsonProperty("imageUrl") @Nullable String imageUrl,
            @JsonProperty("createdAt") long createdAt) {
        this.id = id;
        this.postId = postId;
        this.parentId = parentId;
        this.authorId = authorId;
        this.owner = owner;
        this.text = text;
        this.imageUrl = imageUrl;
        this.createdAt = createdAt;
    }
}
