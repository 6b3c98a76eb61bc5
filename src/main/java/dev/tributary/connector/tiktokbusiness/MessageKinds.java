package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.CardButton;
import dev.tributary.connector.CardStyle;
import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.Content;
import dev.tributary.connector.InboundEvent.Media;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Button;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Element;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Link;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Template;
import dev.tributary.connector.tiktokbusiness.wire.MessageContent.Upload;
import dev.tributary.connector.tiktokbusiness.wire.SendRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, by its kind.
 *
 * <p>A kind that is new, or one whose object is missing, still shows as something that the customer sent.
 */
class MessageKinds {

    private static final int KIND_LENGTH = 100;
    private static final int BUTTON_ID_LENGTH = 255;
    private static final Pattern EMBEDDED = Pattern.compile("/player/v1/([0-9]{1,20})/?");

    private MessageKinds() {}

    static Content content(MessageContent message, Delivery delivery) {
        var kind = message.type();
        var content = switch (kind == null ? "" : kind.toLowerCase(Locale.ROOT)) {
            case "text" -> text(message);
            case "image" -> upload(InboundEvent.Type.IMAGE, message.image(), delivery);
            case "video" -> upload(InboundEvent.Type.VIDEO, message.video(), delivery);
            case "share_post" -> sharePost(message.sharePost(), delivery);
            case "sticker" -> link(InboundEvent.Type.STICKER, message.sticker());
            case "emoji" -> link(InboundEvent.Type.EMOJI, message.emoji());
            case "template" -> template(message.template());
            default -> null;
        };
        if (content != null) {
            return content;
        }
        delivery.passOver(
                kind == null
                        ? "a message without a type"
                        : "what a message of type " + CleanText.quoted(kind) + " says");
        return new Content(
                InboundEvent.Type.UNSUPPORTED,
                kind == null ? null : CleanText.bounded(kind, KIND_LENGTH),
                List.of(),
                List.of());
    }

    private static @Nullable Content text(MessageContent message) {
        var body = message.text() == null ? null : message.text().body();
        if (body == null) {
            return null;
        }
        var tapped = message.replySourcePayload();
        return tapped == null
                ? Content.text(body)
                : Content.text(body).tapping(new InboundEvent.Tap(buttonId(tapped.replySourceUniqueId())));
    }

    private static @Nullable Content upload(InboundEvent.Type type, @Nullable Upload upload, Delivery delivery) {
        var id = upload == null ? null : delivery.idOrNull(upload.mediaId());
        return id == null ? null : new Content(type, null, List.of(new Media(id, null)), List.of());
    }

    private static @Nullable Content sharePost(MessageContent.@Nullable SharePost post, Delivery delivery) {
        if (post == null) {
            return null;
        }
        var address = WebAddress.orNull(post.embedUrl());
        var media = new Media(
                Stream.of(delivery.idOrNull(post.videoId()), delivery.idOrNull(post.itemId()), embedded(address))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                address);
        return media.mediaId() == null && media.url() == null
                ? null
                : new Content(InboundEvent.Type.SHARE_POST, null, List.of(media), List.of());
    }

    /** Lists name the post by its address only. */
    private static @Nullable String embedded(@Nullable URI address) {
        var path = address == null ? null : EMBEDDED.matcher(String.valueOf(address.getPath()));
        return path != null && path.matches() ? path.group(1) : null;
    }

    private static @Nullable Content link(InboundEvent.Type type, @Nullable Link link) {
        var address = link == null ? null : WebAddress.orNull(link.url());
        return address == null ? null : new Content(type, null, List.of(new Media(null, address)), List.of());
    }

    private static @Nullable Content template(@Nullable Template template) {
        if (template == null) {
            return null;
        }
        var elements = Stream.concat(
                        Stream.of(new Element(template.title(), template.buttons())),
                        Stream.ofNullable(template.elements()).flatMap(List::stream))
                .filter(Objects::nonNull)
                .toList();
        var titles = elements.stream()
                .flatMap(it -> Stream.ofNullable(it.title()))
                .filter(it -> !it.isBlank())
                .toList();
        var buttons = elements.stream()
                .flatMap(it -> Stream.ofNullable(it.buttons()))
                .flatMap(List::stream)
                .flatMap(MessageKinds::button)
                .toList();
        return new Content(
                InboundEvent.Type.TEMPLATE,
                titles.isEmpty() ? null : String.join("\n", titles),
                List.of(),
                buttons,
                style(template.type()),
                null);
    }

    private static Stream<CardButton> button(@Nullable Button button) {
        return button == null
                ? Stream.of()
                : Stream.ofNullable(button.text() == null ? button.title() : button.text())
                        .map(it -> new CardButton(it, buttonId(button.id())));
    }

    /** Who made the card chose it, so it may be anything. */
    private static @Nullable String buttonId(@Nullable String id) {
        return id == null || id.isBlank() ? null : CleanText.bounded(id, BUTTON_ID_LENGTH);
    }

    private static @Nullable CardStyle style(@Nullable String type) {
        return switch (type == null ? "" : type.toUpperCase(Locale.ROOT)) {
            case SendRequest.BUTTON_CARD -> CardStyle.BUTTONS;
            case SendRequest.LINK_CARD -> CardStyle.LINKS;
            default -> null;
        };
    }
}
