package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/comment/list/}. */
public record CommentList(
        @Nullable List<@Nullable Item> comments,
        @Nullable Long cursor,
        @Nullable Boolean hasMore) {

    /**
     * A comment or a reply.
     *
     * @param commentId a text on the outer list, a bare number among replies
     * @param parentCommentId only on replies
     * @param owner whether the post's owner wrote it
     * @param createTime seconds, as a text
     * @param status {@code PUBLIC} or {@code HIDDEN}
     * @param userId deprecated, and all there is in old recordings
     * @param replies how many there are
     * @param replyList at most three
     */
    public record Item(
            @Nullable String commentId,
            @Nullable String videoId,
            @Nullable String parentCommentId,
            @Nullable String text,
            @Nullable Boolean owner,
            @Nullable Long createTime,
            @Nullable String status,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String profileImage,
            @Nullable String uniqueIdentifier,
            @Nullable String userId,
            @Nullable Long replies,
            @Nullable List<@Nullable Item> replyList) {}
}
