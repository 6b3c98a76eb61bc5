package dev.tributary.connector.tiktokbusiness.wire;

import org.jspecify.annotations.Nullable;

/**
 * Content of {@code comment.update}. Its ids are bare numbers of 19 digits, which are texts everywhere else.
 *
 * @param parentCommentId 0 or absent for a top-level comment
 * @param commentAction {@code insert}, {@code delete}, {@code set_to_hidden}, {@code set_to_friends_only} or {@code
 *     set_to_public}
 * @param timestamp milliseconds
 * @param uniqueIdentifier who wrote it
 * @param text not always there
 */
public record CommentContent(
        @Nullable String commentId,
        @Nullable String videoId,
        @Nullable String parentCommentId,
        @Nullable String commentAction,
        @Nullable Long timestamp,
        @Nullable String uniqueIdentifier,
        @Nullable String text) {}
