package dev.tributary.connector;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a platform, in our words.
 *
 * <p>Events are facts: applying one twice, late or in another order must lead to the same state. All texts are clean:
 * no NUL, no lone surrogates. {@code at} is the platform's own time in milliseconds; it is null where the platform
 * gave none that can be believed, and the reader of the event then uses the time of arrival.
 */
public sealed interface InboundEvent {

    /** The account it happened to, as the platform names it. */
    String accountExternalId();

    @Nullable
    Instant at();

    <R> R accept(Visitor<R> visitor);

    /** Somebody wrote a direct message: the customer to us, or we (from any device or program) to the customer. */
    record MessageSeen(
            String accountExternalId,
            String conversationExternalId,
            String messageExternalId,
            Direction direction,
            Person customer,
            Content content,
            @Nullable String quotedExternalId,
            Source source,
            @Nullable Instant at)
            implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messageSeen(this);
        }
    }

    /** Somebody put an emoji on a message, or took it away. The message may not have arrived yet. */
    record ReactionSeen(
            String accountExternalId,
            String messageExternalId,
            String reactorExternalId,
            String emoji,
            boolean added,
            @Nullable Instant at)
            implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reactionSeen(this);
        }
    }

    /** The customer has read everything we sent up to {@code at}. */
    record MessagesRead(
            String accountExternalId,
            String conversationExternalId,
            @Nullable Instant at) implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messagesRead(this);
        }
    }

    /** The customer opened the chat from an advertisement ({@code AD}) or a link ({@code SHORT_LINK}). */
    record ReferralSeen(
            String accountExternalId,
            String conversationExternalId,
            Person customer,
            String source,
            String reference,
            @Nullable String title,
            @Nullable Instant at)
            implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.referralSeen(this);
        }
    }

    /** A message came whose sender and text the platform withholds (TikTok: people in the EEA, CH and the UK). */
    record WithheldMessageSeen(
            String accountExternalId, @Nullable Instant at) implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withheldMessageSeen(this);
        }
    }

    /**
     * Somebody wrote a comment under a post of the account. The author may be the account itself: the platform does not
     * say.
     *
     * @param parentExternalId the top-level comment it answers; null if it is one itself
     * @param text null where the platform left it out; to be looked up
     */
    record CommentSeen(
            String accountExternalId,
            String postExternalId,
            String commentExternalId,
            @Nullable String parentExternalId,
            Person author,
            @Nullable String text,
            @Nullable Instant at)
            implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.commentSeen(this);
        }
    }

    /** A comment was deleted, hidden or shown again. The latest {@code at} wins; deletion is final. */
    record CommentStateSeen(
            String accountExternalId,
            String commentExternalId,
            CommentState state,
            @Nullable Instant at) implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.commentStateSeen(this);
        }
    }

    /** The platform thinks that the author of this comment wants to buy. The comment may not have arrived yet. */
    record HighIntentCommentSeen(
            String accountExternalId,
            String commentExternalId,
            Person author,
            @Nullable Instant at) implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.highIntentCommentSeen(this);
        }
    }

    /** The account took its grant back, or lost it. */
    record AuthorizationRemoved(
            String accountExternalId,
            String reason,
            @Nullable Instant at) implements InboundEvent {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.authorizationRemoved(this);
        }
    }

    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /** Where a message was written. */
    enum Source {
        /** The TikTok app. */
        APP,
        /** TikTok in a browser. */
        WEB,
        /** A program like ours. */
        API,
        /** An automatic message of TikTok's own (welcome, suggested question, keyword reply). */
        AUTOMATIC,
        UNKNOWN
    }

    enum CommentState {
        PUBLIC,
        FRIENDS_ONLY,
        HIDDEN,
        DELETED
    }

    enum Type {
        TEXT,
        IMAGE,
        VIDEO,
        STICKER,
        EMOJI,
        SHARE_POST,
        TEMPLATE,
        /** Something the platform cannot or will not describe (voice notes, kinds that are new). */
        UNSUPPORTED
    }

    /**
     * What a message says.
     *
     * @param text the words of a {@code TEXT}, the title of a {@code TEMPLATE}, the platform's own name of the kind for
     *     {@code UNSUPPORTED}; null where there are none
     * @param buttons the buttons of a {@code TEMPLATE}
     * @param style how a {@code TEMPLATE} offers them, where the platform says so
     * @param tapped that somebody tapped on a button to say this; its card is what the message quotes
     */
    record Content(
            Type type,
            @Nullable String text,
            List<Media> media,
            List<CardButton> buttons,
            @Nullable CardStyle style,
            @Nullable Tap tapped) {

        public Content {
            media = List.copyOf(media);
            buttons = List.copyOf(buttons);
        }

        public Content(Type type, @Nullable String text, List<Media> media, List<CardButton> buttons) {
            this(type, text, media, buttons, null, null);
        }

        public static Content text(String text) {
            return new Content(Type.TEXT, text, List.of(), List.of());
        }

        /** The same words, said by tapping on a button. */
        public Content tapping(Tap tap) {
            return new Content(type, text, media, buttons, style, tap);
        }
    }

    /** @param button the id of the button, where the platform says it */
    record Tap(@Nullable String button) {}

    /**
     * A picture, video, sticker or shared post. Exactly one of {@code mediaId} (fetched by a call) and {@code url} is
     * the way to it; a shared post has its video id as {@code mediaId} and perhaps an address to embed.
     */
    record Media(@Nullable String mediaId, @Nullable URI url) {}

    /** One method for each kind of event, so that a new kind breaks the build where it must be handled. */
    interface Visitor<R> {
        R messageSeen(MessageSeen event);

        R reactionSeen(ReactionSeen event);

        R messagesRead(MessagesRead event);

        R referralSeen(ReferralSeen event);

        R withheldMessageSeen(WithheldMessageSeen event);

        R commentSeen(CommentSeen event);

        R commentStateSeen(CommentStateSeen event);

        R highIntentCommentSeen(HighIntentCommentSeen event);

        R authorizationRemoved(AuthorizationRemoved event);
    }
}
