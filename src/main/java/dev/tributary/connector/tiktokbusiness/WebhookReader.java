package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.InboundEvent;
import dev.tributary.connector.InboundEvent.AuthorizationRemoved;
import dev.tributary.connector.InboundEvent.CommentSeen;
import dev.tributary.connector.InboundEvent.CommentState;
import dev.tributary.connector.InboundEvent.CommentStateSeen;
import dev.tributary.connector.InboundEvent.Direction;
import dev.tributary.connector.InboundEvent.HighIntentCommentSeen;
import dev.tributary.connector.InboundEvent.WithheldMessageSeen;
import dev.tributary.connector.MalformedWebhookException;
import dev.tributary.connector.Person;
import dev.tributary.connector.Reading;
import dev.tributary.connector.tiktokbusiness.wire.AuthorizationContent;
import dev.tributary.connector.tiktokbusiness.wire.CleanText;
import dev.tributary.connector.tiktokbusiness.wire.CommentContent;
import dev.tributary.connector.tiktokbusiness.wire.HighIntentContent;
import dev.tributary.connector.tiktokbusiness.wire.WithheldContent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads webhooks. What an event cannot do without must be there; everything else may be missing or wrong.
 *
 * <p>Direct messages are read by {@link MessageReader}.
 */
class WebhookReader {

    private static final int HANDLE_LENGTH = 255;

    private final String appId;
    private final TimeRange times;

    WebhookReader(String appId, TimeRange times) {
        this.appId = appId;
        this.times = times;
    }

    Reading read(byte[] body) throws MalformedWebhookException {
        var delivery = Delivery.open(body, times);
        var app = delivery.app();
        if (app != null && !app.equals(appId)) {
            throw new MalformedWebhookException("The field 'client_key' names another app: " + CleanText.quoted(app));
        }
        var event = delivery.event();
        return switch (event) {
            case "im_receive_msg" -> delivery.reading(MessageReader.message(delivery, Direction.INBOUND));
            case "im_send_msg" -> delivery.reading(MessageReader.message(delivery, Direction.OUTBOUND));
            case "im_mark_read_msg" -> delivery.reading(MessageReader.receipt(delivery));
            case "im_referral_msg" -> delivery.reading(MessageReader.referral(delivery));
            case "im_receive_msg_eu" -> delivery.reading(withheld(delivery));
            case "im_receive_high_intent_comment" -> delivery.reading(highIntent(delivery));
            case "comment.update" -> delivery.reading(comment(delivery));
            case "authorization.removed" -> delivery.reading(authorizationRemoved(delivery));
            case "im_auto_message_config_update",
                    "im_auto_message_audit_update",
                    "post.publish.failed",
                    "post.publish.complete",
                    "post.publish.publicly_available",
                    "post.publish.no_longer_publicly_available",
                    "brand.mention.event",
                    "video.upload.failed",
                    "video.publish.completed",
                    "portability.download.ready",
                    "tiktok.ping" -> Reading.ignored("event '" + event + "' is not for an inbox");
            case Probes.EVENT -> Reading.ignored("this server's own test");
            default -> Reading.ignored("unknown event " + CleanText.quoted(event));
        };
    }

    private static List<InboundEvent> withheld(Delivery delivery) throws MalformedWebhookException {
        var content = delivery.content(WithheldContent.class);
        return List.of(new WithheldMessageSeen(delivery.account(), delivery.at(content.timestamp(), "timestamp")));
    }

    private static List<InboundEvent> comment(Delivery delivery) throws MalformedWebhookException {
        var content = delivery.content(CommentContent.class);
        var action = content.commentAction();
        if (action == null) {
            throw new MalformedWebhookException("The field 'comment_action' is missing or not usable");
        }
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "insert" -> List.of(written(delivery, content));
            case "delete" -> List.of(state(delivery, content, CommentState.DELETED));
            case "set_to_hidden" -> List.of(state(delivery, content, CommentState.HIDDEN));
            case "set_to_friends_only" -> List.of(state(delivery, content, CommentState.FRIENDS_ONLY));
            case "set_to_public" -> List.of(state(delivery, content, CommentState.PUBLIC));
            default -> {
                delivery.passOver("unknown comment action " + CleanText.quoted(action));
                yield List.of();
            }
        };
    }

    private static CommentSeen written(Delivery delivery, CommentContent content) throws MalformedWebhookException {
        var parent = delivery.idOrNull(content.parentCommentId());
        return new CommentSeen(
                delivery.account(),
                delivery.id(content.videoId(), "video_id"),
                delivery.id(content.commentId(), "comment_id"),
                "0".equals(parent) ? null : parent,
                Person.of(delivery.id(content.uniqueIdentifier(), "unique_identifier"), null),
                content.text(),
                delivery.at(content.timestamp(), "timestamp"));
    }

    private static CommentStateSeen state(Delivery delivery, CommentContent content, CommentState state)
            throws MalformedWebhookException {
        return new CommentStateSeen(
                delivery.account(),
                delivery.id(content.commentId(), "comment_id"),
                state,
                delivery.at(content.timestamp(), "timestamp"));
    }

    private static List<InboundEvent> highIntent(Delivery delivery) throws MalformedWebhookException {
        var content = delivery.content(HighIntentContent.class);
        var fromUser = content.fromUser();
        var author = delivery.idOrNull(fromUser == null ? null : fromUser.id());
        return List.of(new HighIntentCommentSeen(
                delivery.account(),
                delivery.id(content.commentId(), "comment_id"),
                person(
                        author == null ? delivery.id(content.uniqueIdentifier(), "from_user.id") : author,
                        content.from()),
                delivery.at(content.timestamp(), "timestamp")));
    }

    private static List<InboundEvent> authorizationRemoved(Delivery delivery) throws MalformedWebhookException {
        var reason = delivery.content(AuthorizationContent.class).reason();
        return List.of(
                new AuthorizationRemoved(delivery.account(), reasonOfRemoval(reason), delivery.at(null, "timestamp")));
    }

    private static String reasonOfRemoval(@Nullable Long reason) {
        return switch (reason == null ? 0 : Math.toIntExact(Math.max(0, Math.min(reason, 99)))) {
            case 1 -> "The account disconnected this app.";
            case 2 -> "The account was deleted.";
            case 3 -> "The age of the account's owner was changed.";
            case 4 -> "The account was banned.";
            case 5 -> "The developer of this app revoked the access.";
            default -> "TikTok removed the access and did not say why.";
        };
    }

    /** A person as webhooks name one: with a user name, if at all. */
    static Person person(String id, @Nullable String handle) {
        return Person.of(id, handle == null || handle.isBlank() ? null : CleanText.bounded(handle, HANDLE_LENGTH));
    }
}
