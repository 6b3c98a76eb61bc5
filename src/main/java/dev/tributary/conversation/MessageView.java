package dev.tributary.conversation;

import dev.tributary.connector.CardStyle;
import dev.tributary.conversation.MessageContent.Button;
import dev.tributary.conversation.MessageContent.SystemLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of a thread: a message, a note, or something that happened.
 *
 * @param type a kind of {@code InboundEvent.Type}, or {@code REFERRAL}, {@code WITHHELD}, {@code ASSIGNED},
 *     {@code STATUS}, {@code ANSWERED_PRIVATELY}, {@code BEGAN_WITH_COMMENT}
 * @param late it reached us long after it was sent
 * @param quotedId the message it answers, if we have it
 * @param privately only the author of a comment hears it: it stands in the thread of the comment until it is known in
 *     which direct messages it is, and then there
 * @param waitsUntil when it will probably leave, if the platform's limits hold it back for more than a moment
 * @param beingChecked nobody knows whether it arrived, and we are about to look by ourselves
 * @param checkedAt nobody knows whether it arrived, and when we last looked the platform did not have it
 */
public record MessageView(
        UUID id,
        UUID conversationId,
        Direction direction,

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
                    "ANSWERED_PRIVATELY",
                    "BEGAN_WITH_COMMENT"
                })
        String type,

        @Nullable String text,
        List<MediaView> media,
        @Nullable Template template,
        @Nullable Tapped tapped,
        @Nullable MessageStatus status,
        Instant sentAt,
        boolean late,

        @Schema(enumeration = {"APP", "WEB", "API", "AUTOMATIC", "UNKNOWN"}) @Nullable
        String source,

        Author author,
        @Nullable String remoteId,
        @Nullable UUID quotedId,
        @Nullable String quotedRemoteId,
        @Nullable String clientToken,
        List<Reaction> reactions,
        @Nullable Failure failure,
        @Nullable Instant waitsUntil,
        boolean privately,
        boolean beingChecked,
        @Nullable Instant checkedAt,
        @Nullable CommentState comment,
        @Nullable SystemLine system) {

    /**
     * Who wrote it.
     *
     * @param id an agent's or a person's id, where there is one
     */
    public record Author(
            Kind kind, @Nullable UUID id, @Nullable String name) {

        /** What sort of author. */
        public enum Kind {
            CUSTOMER,
            AGENT,
            /** The account itself, from a phone or another program. */
            ACCOUNT,
            SYSTEM
        }
    }

    /**
     * A question with answers to tap on.
     *
     * @param style how they look, where it is known
     */
    public record Template(
            @Nullable CardStyle style, @Nullable String title, List<Button> buttons) {}

    /**
     * These words are the button of a card; the card is what is quoted, if we have it.
     *
     * @param buttonId what the card called the button, where TikTok said it
     */
    public record Tapped(@Nullable String buttonId, String title) {}

    /** An emoji that somebody put on it. */
    public record Reaction(String emoji, boolean byCustomer) {}

    /** Why it did not get through. */
    public record Failure(@Nullable String code, @Nullable String reason) {}

    /** How a comment stands on TikTok. */
    public record CommentState(
            @Schema(enumeration = {"PUBLIC", "FRIENDS_ONLY", "HIDDEN"})
            String visibility,

            boolean deleted,
            boolean highIntent,
            @Nullable String parentRemoteId) {}
}
