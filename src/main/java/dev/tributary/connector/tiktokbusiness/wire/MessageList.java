package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Data of {@code business/message/content/list/}, newest message first. */
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
     * What webhooks call {@code from} and {@code to} is called {@code sender} and {@code recipient} here, the kind is
     * {@code message_type} in upper case, and reactions hang on the message they are about.
     *
     * @param timestamp milliseconds
     */
    public record Message(
            @Nullable String messageId,
            @Nullable String conversationId,
            @Nullable Long timestamp,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable User fromUser,
            @Nullable User toUser,
            @Nullable String messageType,
            MessageContent.@Nullable Text text,
            MessageContent.@Nullable Upload image,
            MessageContent.@Nullable Upload video,
            MessageContent.@Nullable SharePost sharePost,
            MessageContent.@Nullable Link sticker,
            MessageContent.@Nullable Link emoji,
            MessageContent.@Nullable Template template,
            @Nullable List<MessageContent.@Nullable Reaction> reactions,
            MessageContent.@Nullable ReferencedMessage referencedMessageInfo,
            MessageContent.@Nullable ReplySource replySourcePayload,
            @Nullable String autoMessageType,
            MessageContent.@Nullable Tag messageTag) {

        /** The same message as a webhook tells it. */
        public MessageContent asWebhook(String conversation) {
            return new MessageContent(
                    messageType == null ? null : messageType.toLowerCase(Locale.ROOT),
                    messageId,
                    conversation,
                    timestamp,
                    sender,
                    recipient,
                    fromUser,
                    toUser,
                    null,
                    text,
                    image,
                    video,
                    sharePost,
                    sticker,
                    emoji,
                    null,
                    template,
                    referencedMessageInfo,
                    replySourcePayload,
                    autoMessageType,
                    messageTag);
        }
    }
}
