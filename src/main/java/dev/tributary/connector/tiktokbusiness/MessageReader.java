package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.InboundEvent.MessagesRead;
import dev.tributary.connector.InboundEvent.ReactionSeen;
import dev.tributary.connector.InboundEvent.ReferralSeen;
import dev.tributary.connector.InboundEvent.Source;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Person;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Reaction;
import dev.tributary.connector.tiktokbusiness.wire.ReadContent;
import dev.tributary.connector.tiktokbusiness.wire.ReferralContent;
import dev.tributary.connector.tiktokbusiness.wire.ReferralContent.Referral;
import dev.tributary.connector.tiktokbusiness.wire.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what TikTok tells about direct messages. */
class MessageReader {

    // Some emoji are pictures and come as their address.
    private static final int EMOJI_LENGTH = 512;
    private static final int REFERENCE_LENGTH = 2_083;

    private MessageReader() {}

    static List<InboundEvent> message(Delivery delivery, Direction direction) throws MalformedWebhookException {
        var content = delivery.content(MessageContent.class);
        return "reaction".equalsIgnoreCase(content.type())
                ? reactions(delivery, content, direction)
                : List.of(seen(delivery, content, direction));
    }

    static MessageSeen seen(Delivery delivery, MessageContent content, Direction direction)
            throws MalformedWebhookException {
        return new MessageSeen(
                delivery.account(),
                delivery.id(content.conversationId(), "conversation_id"),
                delivery.id(content.messageId(), "message_id"),
                direction,
                customer(delivery, content, direction),
                MessageKinds.content(content, delivery),
                quoted(delivery, content),
                source(content),
                delivery.at(content.timestamp(), "timestamp"));
    }

    private static Person customer(Delivery delivery, MessageContent content, Direction direction)
            throws MalformedWebhookException {
        return switch (direction) {
            case INBOUND -> sender(delivery, content.fromUser(), content.uniqueIdentifier(), content.from());
            // Not unique_identifier: whose that is on messages of ours, TikTok does not say.
            case OUTBOUND -> WebhookReader.person(delivery.id(idOf(content.toUser()), "to_user.id"), content.to());
        };
    }

    private static Person sender(
            Delivery delivery, @Nullable User fromUser, @Nullable String uniqueIdentifier, @Nullable String handle)
            throws MalformedWebhookException {
        var id = delivery.idOrNull(idOf(fromUser));
        return WebhookReader.person(id == null ? delivery.id(uniqueIdentifier, "from_user.id") : id, handle);
    }

    private static @Nullable String idOf(@Nullable User user) {
        return user == null ? null : user.id();
    }

    private static @Nullable String quoted(Delivery delivery, MessageContent content) {
        var referenced = content.referencedMessageInfo();
        var tapped = content.replySourcePayload();
        // Where TikTok says both, the card is what was answered.
        var card = tapped == null ? null : delivery.idOrNull(tapped.replySourceMsgId());
        return card == null && referenced != null ? delivery.idOrNull(referenced.referencedMessageId()) : card;
    }

    private static Source source(MessageContent content) {
        var automatic = content.autoMessageType();
        if (automatic != null && !automatic.isBlank()) {
            return Source.AUTOMATIC;
        }
        var tag = content.messageTag();
        var source = tag == null ? null : tag.source();
        return switch (source == null ? "" : source.toUpperCase(Locale.ROOT)) {
            case "APP" -> Source.APP;
            case "WEB" -> Source.WEB;
            case "API" -> Source.API;
            default -> Source.UNKNOWN;
        };
    }

    private static List<InboundEvent> reactions(Delivery delivery, MessageContent content, Direction direction)
            throws MalformedWebhookException {
        var reactions = present(content.reaction()).toList();
        if (reactions.isEmpty()) {
            throw new MalformedWebhookException("The field 'reaction' is missing or not usable");
        }
        var seen = new ArrayList<InboundEvent>();
        for (var reaction : reactions) {
            seen.add(reaction(delivery, content, direction, reaction));
        }
        return seen;
    }

    static ReactionSeen reaction(Delivery delivery, MessageContent content, Direction direction, Reaction reaction)
            throws MalformedWebhookException {
        var emoji = Stream.of(reaction.emoji(), reaction.aiEmojiUrl())
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElseThrow(
                        () -> new MalformedWebhookException("The field 'reaction.emoji' is missing or not usable"));
        return new ReactionSeen(
                delivery.account(),
                delivery.id(reaction.originalMsgId(), "reaction.original_msg_id"),
                reactor(delivery, content, direction, reaction),
                CleanText.bounded(emoji, EMOJI_LENGTH),
                !"REMOVE".equalsIgnoreCase(reaction.operation()),
                delivery.at(
                        reaction.timestamp() == null ? content.timestamp() : reaction.timestamp(),
                        "reaction.timestamp"));
    }

    private static String reactor(Delivery delivery, MessageContent content, Direction direction, Reaction reaction)
            throws MalformedWebhookException {
        return switch (direction) {
            case INBOUND -> {
                var id = delivery.idOrNull(reaction.uniqueIdentifier());
                yield id == null
                        ? sender(delivery, content.fromUser(), content.uniqueIdentifier(), null)
                                .externalId()
                        : id;
            }
            case OUTBOUND -> delivery.account();
        };
    }

    static List<InboundEvent> receipt(Delivery delivery) throws MalformedWebhookException {
        var content = delivery.content(ReadContent.class);
        var read = content.read();
        return List.of(new MessagesRead(
                delivery.account(),
                delivery.id(content.conversationId(), "conversation_id"),
                delivery.at(read == null ? null : read.lastReadTimestamp(), "read.last_read_timestamp")));
    }

    static List<InboundEvent> referral(Delivery delivery) throws MalformedWebhookException {
        var content = delivery.content(ReferralContent.class);
        var referral = content.referral();
        var source = referral == null ? null : referral.source();
        if (referral == null || source == null) {
            throw new MalformedWebhookException("The field 'referral.source' is missing or not usable");
        }
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "ad" -> List.of(fromAd(delivery, content, referral));
            case "short_link" -> List.of(fromLink(delivery, content, referral));
            default -> {
                delivery.passOver("a referral from the unknown source " + CleanText.quoted(source));
                yield List.of();
            }
        };
    }

    private static ReferralSeen fromAd(Delivery delivery, ReferralContent content, Referral referral)
            throws MalformedWebhookException {
        var ad = present(referral.ad()).findFirst();
        var reference = delivery.id(ad.map(ReferralContent.Ad::adId).orElse(null), "referral.ad.ad_id");
        var title = ad.map(ReferralContent.Ad::adName).orElse(null);
        return referral(delivery, content, "AD", reference, title);
    }

    /** A link need not carry a reference: then all that is known is that there was a link. */
    private static ReferralSeen fromLink(Delivery delivery, ReferralContent content, Referral referral)
            throws MalformedWebhookException {
        var link = present(referral.shortLink()).findFirst();
        var reference = link.map(ReferralContent.ShortLink::ref)
                .map(it -> CleanText.bounded(it, REFERENCE_LENGTH))
                .orElse("");
        var title = link.map(ReferralContent.ShortLink::prefilledMessage).orElse(null);
        return referral(delivery, content, "SHORT_LINK", reference, title);
    }

    private static ReferralSeen referral(
            Delivery delivery, ReferralContent content, String source, String reference, @Nullable String title)
            throws MalformedWebhookException {
        return new ReferralSeen(
                delivery.account(),
                delivery.id(content.conversationId(), "conversation_id"),
                sender(delivery, content.fromUser(), content.uniqueIdentifier(), content.from()),
                source,
                reference,
                title,
                delivery.at(content.timestamp(), "timestamp"));
    }

    private static <T> Stream<T> present(@Nullable List<@Nullable T> values) {
        return values == null ? Stream.of() : values.stream().flatMap(Stream::ofNullable);
    }
}
