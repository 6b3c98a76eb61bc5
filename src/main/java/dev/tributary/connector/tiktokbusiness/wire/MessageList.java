package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/content/list/}, as far as it tells who talks, and the words. */
public record MessageList(
        @Nullable List<@Nullable Participant> participants,
        @Nullable List<@Nullable Message> messages) {

    /** {@code role} is {@code PERSONAL_ACCOUNT} or {@code BUSINESS_ACCOUNT}. */
    public record Participant(
            @Nullable String id,
            @Nullable String role,
            @Nullable String displayName,
            @Nullable String profileImage) {}

    /**
     * {@code sender} is the user name of {@code fromUser}.
     *
     * @param timestamp milliseconds
     * @param text only of a message that is one
     */
    public record Message(
            @Nullable String messageId,
            @Nullable Long timestamp,
            @Nullable String sender,
            @Nullable User fromUser,
            MessageContent.@Nullable Text text) {}
}
