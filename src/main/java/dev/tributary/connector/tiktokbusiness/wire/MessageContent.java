package dev.tributary.connector.tiktokbusiness.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code im_receive_msg} and {@code im_send_msg}.
 *
 * @param type which of the members describes it: {@code text}, {@code image} …
 * @param timestamp milliseconds
 * @param from a user name, as is {@code to}
 */
public record MessageContent(
        @Nullable String type,
        @Nullable String messageId,
        @Nullable String conversationId,
        @Nullable Long timestamp,
        @Nullable String from,
        @Nullable String to,
        @Nullable User fromUser,
        @Nullable User toUser,
        @Nullable String uniqueIdentifier,
        @Nullable Text text,
        @Nullable Upload image,
        @Nullable Upload video,
        @Nullable SharePost sharePost,
        @Nullable Link sticker,
        @Nullable Link emoji,
        @Nullable List<@Nullable Reaction> reaction,
        @Nullable Template template,
        @Nullable ReferencedMessage referencedMessageInfo,
        @Nullable ReplySource replySourcePayload,
        @Nullable String autoMessageType,
        @Nullable Tag messageTag) {

    public record Text(@Nullable String body) {}

    public record Upload(@Nullable String mediaId) {}

    public record SharePost(
            @Nullable String videoId,
            @Nullable String itemId,
            @Nullable String embedUrl) {}

    public record Link(@Nullable String url) {}

    /** {@code operation} is {@code ADD} or {@code REMOVE}, {@code type} {@code EMOJI} or {@code AI_EMOJI}. */
    public record Reaction(
            @Nullable String operation,
            @Nullable String type,
            @Nullable String emoji,
            @Nullable String aiEmojiUrl,
            @Nullable String uniqueIdentifier,
            @Nullable Long timestamp,
            @Nullable String originalMsgId) {}

    /** Nested in webhooks; flat, with {@code title} and {@code buttons}, elsewhere. */
    public record Template(
            @Nullable String type,
            @Nullable String title,
            @Nullable List<@Nullable Button> buttons,
            @Nullable List<@Nullable Element> elements) {}

    public record Element(@Nullable String title, @Nullable List<@Nullable Button> buttons) {}

    /** Its words are called {@code text} in webhooks and {@code title} elsewhere. */
    public record Button(
            @Nullable String type,
            @Nullable String id,
            @Nullable String text,
            @Nullable String title) {}

    public record ReferencedMessage(@Nullable String referencedMessageId) {}

    /** The customer tapped the button of a card. */
    public record ReplySource(
            @Nullable String replySourceMsgId, @Nullable String replySourceUniqueId) {}

    /** {@code APP}, {@code WEB}, {@code API}, {@code OTHERS} or {@code UNKNOWN_SOURCE}. */
    public record Tag(@Nullable String source) {}
}
