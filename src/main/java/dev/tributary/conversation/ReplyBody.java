package dev.tributary.conversation;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.Connector;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.Surface;
import dev.tributary.media.MediaId;
import dev.tributary.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent says: words, or what is sent instead of them. */
public sealed interface ReplyBody {

    /** As messages name it. */
    String type();

    /** Whether a message says just this. */
    boolean isThatOf(MessageView message);

    /** Refuses what the platform would refuse. */
    void requireFitting(Connector connector, Surface surface);

    default @Nullable String text() {
        return null;
    }

    /** What it carries beside its text, as {@code message.content} keeps it. */
    default @Nullable String content() {
        return null;
    }

    default Optional<MediaId> picture() {
        return Optional.empty();
    }

    /** The platform's id of a post. */
    default Optional<String> post() {
        return Optional.empty();
    }

    record Words(String text) implements ReplyBody {
        @Override
        public String type() {
            return InboundEvent.Type.TEXT.name();
        }

        @Override
        public boolean isThatOf(MessageView message) {
            return message.type().equals(type()) && text.equals(message.text());
        }

        @Override
        public void requireFitting(Connector connector, Surface surface) {
            var limit = connector.textLimit(surface);
            if (text.codePointCount(0, text.length()) > limit) {
                throw new ProblemException(
                        ConversationProblem.TEXT_TOO_LONG, "TikTok takes " + limit + " characters here. Shorten it.");
            }
        }
    }

    /** What its author attached. */
    record Attached(MediaId media) implements ReplyBody {
        @Override
        public String type() {
            return InboundEvent.Type.IMAGE.name();
        }

        @Override
        public boolean isThatOf(MessageView message) {
            return message.media().stream().anyMatch(it -> it.mediaId().equals(media.value()));
        }

        /** Which conversations take pictures the platform has to be asked, see {@link PictureCapability}. */
        @Override
        public void requireFitting(Connector connector, Surface surface) {}

        @Override
        public Optional<MediaId> picture() {
            return Optional.of(media);
        }
    }

    /** A post of the account. */
    record Post(String externalId) implements ReplyBody {
        @Override
        public String type() {
            return InboundEvent.Type.SHARE_POST.name();
        }

        @Override
        public boolean isThatOf(MessageView message) {
            return message.media().stream().anyMatch(it -> externalId.equals(it.postId()));
        }

        @Override
        public void requireFitting(Connector connector, Surface surface) {
            requireDirectMessage(surface);
        }

        @Override
        public String content() {
            return MessageContent.ofPost(externalId);
        }

        @Override
        public Optional<String> post() {
            return Optional.of(externalId);
        }
    }

    /** A question with answers to tap on. */
    record Card(CardStyle style, String title, List<CardButton> buttons) implements ReplyBody {

        public Card {
            buttons = CardRules.named(buttons);
        }

        @Override
        public String type() {
            return InboundEvent.Type.TEMPLATE.name();
        }

        @Override
        public boolean isThatOf(MessageView message) {
            var card = message.template();
            return card != null
                    && style == card.style()
                    && title.equals(card.title())
                    && buttons.stream().map(MessageContent.Button::of).toList().equals(card.buttons());
        }

        @Override
        public void requireFitting(Connector connector, Surface surface) {
            requireDirectMessage(surface);
            CardRules.requireFitting(this, connector.cardLimits());
        }

        @Override
        public String text() {
            return title;
        }

        @Override
        public String content() {
            return MessageContent.ofCard(style, buttons);
        }
    }

    private static void requireDirectMessage(Surface surface) {
        if (surface != Surface.DM) {
            throw new ProblemException(
                    ConversationProblem.ONLY_WORDS, "Answer a comment with words, or in a direct message.");
        }
    }
}
