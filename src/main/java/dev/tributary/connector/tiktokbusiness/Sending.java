package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.OutboundMessage;
import dev.tributary.connector.SendOutcome;
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
        var request = SendRequest.text(
                account.externalId(), message.conversationExternalId(), text(message), message.replyToExternalId());
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
                text(message));
        var answer = client.send("business/comment/reply/create", request, credentials, ReplyAnswer.class);
        return SendOutcome.accepted(firstId(answer.commentId()), firstId(answer.uniqueIdentifier()));
    }

    /** TikTok would refuse these too, but perhaps with a code that leaves everybody guessing. */
    private String text(OutboundMessage message) throws CallFailedException {
        var text = CleanText.of(message.text());
        if (text.isBlank()) {
            throw new CallFailedException(Meaning.REFUSED, null, "There is nothing to send.", null);
        }
        var limit = textLimit(message.surface());
        var length = text.codePointCount(0, text.length());
        if (length > limit) {
            throw new CallFailedException(
                    Meaning.REFUSED,
                    null,
                    "The text has " + length + " characters, and TikTok takes at most " + limit + ".",
                    null);
        }
        return text;
    }

    private static @Nullable String firstId(@Nullable String... ids) {
        return Stream.of(ids)
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElse(null);
    }
}
