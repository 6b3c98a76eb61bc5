package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/video/list/}. */
public record VideoList(
        @Nullable List<@Nullable Item> videos,
        @Nullable Long cursor,
        @Nullable Boolean hasMore) {

    /** {@code mediaType} is {@code VIDEO} or {@code PHOTO}; {@code createTime} has seconds. */
    public record Item(
            @Nullable String itemId,
            @Nullable String mediaType,
            @Nullable String caption,
            @Nullable String thumbnailUrl,
            @Nullable String shareUrl,
            @Nullable Long createTime) {}
}
