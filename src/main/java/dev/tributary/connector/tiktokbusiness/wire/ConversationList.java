package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/conversation/list/}: at most a hundred conversations of ninety days. */
public record ConversationList(
        @Nullable List<@Nullable Item> conversations,
        @Nullable Long cursor,
        @Nullable Boolean hasMore) {

    /** {@code updateTime} has milliseconds. */
    public record Item(
            @Nullable String conversationId, @Nullable Long updateTime) {}
}
