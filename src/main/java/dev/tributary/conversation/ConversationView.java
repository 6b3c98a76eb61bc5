package dev.tributary.conversation;

import dev.tributary.connector.Surface;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a list and a notice show it.
 *
 * @param externalId the platform's id of the thread
 * @param contact who it is with; null while that is unknown
 * @param preview the last words, shortened; never null
 * @param waitingSince the first message of the customer that nobody has answered; null while nobody waits for an answer
 * @param unread inbound messages that whoever asks has not seen; null where it is told to everybody
 * @param inboundCount how many messages the customer has sent
 * @param handledCount as many of them were there when somebody last answered
 * @param seenCount as many of them whoever asks has seen; null where it is told to everybody
 * @param window until when and how often it may be answered; null where the platform has no such rule
 * @param textLimit how many characters the platform takes at once; null where it is not set up
 * @param privateReply whether the author of the comment may be answered by direct message; null in lists and notices, and
 *     for what is no thread of comments
 * @param language in which the customer writes, ISO 639-1; null while their words were not enough to tell
 * @param participants agents who joined it without looking after it
 * @param sendTrouble our last word failed, or nobody knows whether it arrived
 */
public record ConversationView(
        UUID id,
        UUID storeId,
        UUID accountId,
        Surface surface,
        String externalId,
        ConversationStatus status,
        @Nullable Instant snoozedUntil,
        @Nullable UUID assigneeId,
        @Nullable ContactView contact,
        @Nullable PostView post,
        String preview,

        @Schema(
                enumeration = {
                    "TEXT",
                    "IMAGE",
                    "VIDEO",
                    "STICKER",
                    "EMOJI",
                    "SHARE_POST",
                    "TEMPLATE",
                    "REFERRAL",
                    "WITHHELD",
                    "UNSUPPORTED",
                    "ASSIGNED",
                    "STATUS",
                    "DELETED"
                })
        @Nullable
        String previewType,

        @Nullable Direction previewDirection,
        Instant lastActivityAt,
        @Nullable Instant lastInboundAt,
        @Nullable Instant waitingSince,
        @Nullable Integer unread,
        int inboundCount,
        int handledCount,
        @Nullable Integer seenCount,
        @Nullable WindowView window,
        @Nullable Integer textLimit,
        @Nullable String language,
        boolean highIntent,
        boolean sendTrouble,
        List<String> labels,
        List<UUID> participants,
        @Nullable PrivateReplyView privateReply) {

    /** The same, with what is told of one conversation only, for it takes a look at several others. */
    ConversationView with(PrivateReplyView known) {
        return new ConversationView(
                id,
                storeId,
                accountId,
                surface,
                externalId,
                status,
                snoozedUntil,
                assigneeId,
                contact,
                post,
                preview,
                previewType,
                previewDirection,
                lastActivityAt,
                lastInboundAt,
                waitingSince,
                unread,
                inboundCount,
                handledCount,
                seenCount,
                window,
                textLimit,
                language,
                highIntent,
                sendTrouble,
                labels,
                participants,
                known);
    }

    /** Who a conversation is with. The id is that of the person, whatever identity of theirs is speaking. */
    public record ContactView(
            UUID id,
            @Nullable String handle,
            @Nullable String displayName,
            @Nullable String avatarUrl) {}

    /** The post under which a comment stands. Everything but the ids is unknown until it was looked up. */
    public record PostView(
            UUID id,
            String externalId,

            @Schema(enumeration = {"VIDEO", "PHOTO"}) @Nullable
            String type,

            @Nullable String caption,
            @Nullable String coverUrl,
            @Nullable String shareUrl) {}

    /**
     * Whether a comment may be answered by direct message.
     *
     * @param reason why not; null if it may
     * @param until when it will be too old; null where nobody knows when it was written
     * @param textLimit how many characters the platform takes; null where it is not set up
     * @param conversationId the direct messages with the author of the comment, if there are any
     */
    public record PrivateReplyView(
            boolean allowed,
            @Nullable PrivateReplyReason reason,
            @Nullable Instant until,
            @Nullable Integer textLimit,
            @Nullable UUID conversationId) {}

    /**
     * What TikTok's answering rule leaves us.
     *
     * @param expiresAt null if the customer has never written
     * @param remaining messages that may still be sent now; null for any number
     * @param limit of how many that is what remains; null for any number
     * @param afterwards messages that may still be sent once {@code expiresAt} is past
     */
    public record WindowView(
            @Nullable Instant expiresAt,
            @Nullable Integer remaining,
            @Nullable Integer limit,
            int afterwards) {}
}
