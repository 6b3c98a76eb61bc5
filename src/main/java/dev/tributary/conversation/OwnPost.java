package dev.tributary.conversation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A post that can be shared in a conversation.
 *
 * @param postId TikTok's id of it
 * @param coverUrl an address of TikTok's that expires
 */
public record OwnPost(
        String postId,

        @Schema(enumeration = {"VIDEO", "PHOTO"}) @Nullable String type,

        @Nullable String caption,
        @Nullable String coverUrl,
        @Nullable String shareUrl,
        @Nullable Instant publishedAt) {}
