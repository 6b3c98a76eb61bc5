package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.CardLimits;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.Saying;
import dev.tributary.connector.SendOutcome;
import dev.tributary.connector.Signal;
import dev.tributary.connector.Surface;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.ReplyAnswer;
import dev.tributary.connector.tiktokbusiness.wire.ReplyRequest;
import dev.tributary.connector.tiktokbusiness.wire.SendAnswer;
import dev.tributary.connector.tiktokbusiness.wire.SendRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one attempt to say something. */
class Sending {

    /** Wire notes, section 3.1. */
    static final CardLimits CARD_LIMITS = new CardLimits(40, 3, 20, 40, 40);

    private final TikTokBusinessClient client;
    private final int dmTextLimit;
    private final int commentTextLimit;

    Sending(TikTokBusinessClient client, int dmTextLimit, int commentTextLimit) {
        this.client = client;
        this.dmTextLimit = dmTextLimit;
        this.commentTextLimit = commentTextLimit;
    }

    int textLimit(Surface surface) {
        return switch (surface) {
            case DM -> dmTextLimit;
            case COMMENT -> commentTextLimit;
            case SHOP_CHAT -> 0;
        };
    }

    SendOutcome send(AccountRef account, Credentials credentials, OutboundMessage message) {
        try {
            if (message.privately()) {
                return privateReply(account, credentials, message);
            }
            return switch (message.surface()) {
                case DM -> directMessage(account, credentials, message);
                case COMMENT -> commentReply(account, credentials, message);
                case SHOP_CHAT -> SendOutcome.refused(null, "Shop chats do not go through TikTok API for Business.");
            };
        } catch (CallFailedException e) {
            return e.asSend();
        }
    }

    private SendOutcome directMessage(AccountRef account, Credentials credentials, OutboundMessage message)
            throws CallFailedException {
        return message(message.saying().accept(new Requests(account, message)), credentials);
    }

    /** TikTok's words for a refusal are the same as for any other; what they mean here is not. */
    private SendOutcome privateReply(AccountRef account, Credentials credentials, OutboundMessage message)
            throws CallFailedException {
        var text = message.saying().accept(new PrivateText());
        var request = SendRequest.toCommenter(account.externalId(), message.conversationExternalId(), text);
        try {
            return message(request, credentials);
        } catch (CallFailedException e) {
            return switch (e.meaning()) {
                case FORBIDDEN -> SendOutcome.refused(SendOutcome.PRIVATE_REPLIES_OFF, String.valueOf(e.getMessage()));
                case REFUSED -> SendOutcome.refused(SendOutcome.PRIVATE_REPLY_REFUSED, String.valueOf(e.getMessage()));
                case UNAUTHORIZED, THROTTLED, QUOTA_USED_UP, UNSENT, UNCERTAIN -> throw e;
            };
        }
    }

    private SendOutcome message(SendRequest request, Credentials credentials) throws CallFailedException {
        var answer = client.send("business/message/send", request, credentials, SendAnswer.class);
        var nested = answer.message() == null ? null : answer.message().messageId();
        return SendOutcome.accepted(firstId(nested, answer.messageId()), null);
    }

    private SendOutcome commentReply(AccountRef account, Credentials credentials, OutboundMessage message)
            throws CallFailedException {
        var post = message.postExternalId();
        if (post == null) {
            return SendOutcome.refused(null, "Nobody knows under which post this comment stands.");
        }
        var answered = message.replyToExternalId();
        var request = new ReplyRequest(
                account.externalId(),
                post,
                answered == null ? message.conversationExternalId() : answered,
                message.saying().accept(new CommentText()));
        var answer = client.send("business/comment/reply/create", request, credentials, ReplyAnswer.class);
        return SendOutcome.accepted(firstId(answer.commentId()), firstId(answer.uniqueIdentifier()));
    }

    void signal(AccountRef account, Credentials credentials, String conversation, Signal signal)
            throws ConnectorException {
        var action = switch (signal) {
            case TYPING -> "TYPING";
            case READ -> "MARK_READ";
        };
        var request = SendRequest.senderAction(account.externalId(), conversation, action);
        try {
            client.send("business/message/send", request, credentials, SendAnswer.class);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    /** TikTok would refuse these too, but perhaps with a code that leaves everybody guessing. */
    private String text(Saying.Words words, Surface surface) throws CallFailedException {
        var text = CleanText.of(words.text());
        if (text.isBlank()) {
            throw refused("There is nothing to send.");
        }
        var limit = textLimit(surface);
        var length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw refused("The text has " + length + " characters, and TikTok takes at most " + limit + ".");
        }
        return text;
    }

    private static CallFailedException refused(String reason) {
        return new CallFailedException(Meaning.REFUSED, null, reason, null);
    }

    /** What a direct message may be. */
    private final class Requests implements Saying.Visitor<SendRequest, CallFailedException> {

        private final String account;
        private final String conversation;
        private final @Nullable String quoted;

        Requests(AccountRef account, OutboundMessage message) {
            this.account = account.externalId();
            this.conversation = message.conversationExternalId();
            this.quoted = message.replyToExternalId();
        }

        @Override
        public SendRequest words(Saying.Words words) throws CallFailedException {
            return SendRequest.text(account, conversation, text(words, Surface.DM), quoted);
        }

        @Override
        public SendRequest picture(Saying.Picture picture) throws CallFailedException {
            if (picture.platformId() == null) {
                throw refused("TikTok was not given the picture.");
            }
            return SendRequest.image(account, conversation, picture.platformId());
        }

        @Override
        public SendRequest ownPost(Saying.OwnPost post) {
            return SendRequest.sharePost(account, conversation, post.externalId());
        }

        @Override
        public SendRequest card(Saying.Card card) {
            var buttons = card.buttons().stream()
                    .map(it -> new SendRequest.Button(CleanText.of(it.title()), it.id()))
                    .toList();
            var type = card.style() == CardStyle.BUTTONS ? SendRequest.BUTTON_CARD : SendRequest.LINK_CARD;
            return SendRequest.template(
                    account, conversation, new SendRequest.Template(type, CleanText.of(card.title()), buttons));
        }
    }

    /** Words to a commenter: as long as in any direct message. */
    private final class PrivateText implements Saying.Visitor<String, CallFailedException> {

        @Override
        public String words(Saying.Words words) throws CallFailedException {
            return text(words, Surface.DM);
        }

        @Override
        public String picture(Saying.Picture picture) throws CallFailedException {
            throw onlyWords();
        }

        @Override
        public String ownPost(Saying.OwnPost post) throws CallFailedException {
            throw onlyWords();
        }

        @Override
        public String card(Saying.Card card) throws CallFailedException {
            throw onlyWords();
        }

        private CallFailedException onlyWords() {
            return refused("A private reply to a comment is words.");
        }
    }

    /** Comments are words. */
    private final class CommentText implements Saying.Visitor<String, CallFailedException> {

        @Override
        public String words(Saying.Words words) throws CallFailedException {
            return text(words, Surface.COMMENT);
        }

        @Override
        public String picture(Saying.Picture picture) throws CallFailedException {
            throw refused("A comment cannot be a picture.");
        }

        @Override
        public String ownPost(Saying.OwnPost post) throws CallFailedException {
            throw refused("A comment cannot be a post.");
        }

        @Override
        public String card(Saying.Card card) throws CallFailedException {
            throw refused("A comment cannot be a card.");
        }
    }

    private static @Nullable String firstId(@Nullable String... ids) {
        return Stream.of(ids)
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElse(null);
    }
}
