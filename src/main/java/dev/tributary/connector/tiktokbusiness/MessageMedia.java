package dev.tributary.connector.tiktokbusiness;

import dev.tributary.connector.AccountRef;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.Kind;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.HandedOverPicture;
import dev.tributary.connector.MediaAddress;
import dev.tributary.connector.MediaRef;
import dev.tributary.connector.Picture;
import dev.tributary.connector.tiktokbusiness.wire.CapabilityAnswer;
import dev.tributary.connector.tiktokbusiness.wire.Json;
import dev.tributary.connector.tiktokbusiness.wire.MediaAnswer;
import dev.tributary.connector.tiktokbusiness.wire.MediaRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pictures and videos of direct messages, both ways. */
class MessageMedia {

    /** TikTok knows an upload for 30 days; nobody's clock is right to the minute. */
    private static final Duration UPLOAD_LASTS = Duration.ofDays(29);

    private static final String IMAGE_SEND = "IMAGE_SEND";

    private final TikTokBusinessClient client;

    MessageMedia(TikTokBusinessClient client) {
        this.client = client;
    }

    /** Without the token in this header TikTok's host does not give the file. */
    MediaAddress address(AccountRef account, Credentials credentials, MediaRef media) throws ConnectorException {
        var request = new MediaRequest(
                account.externalId(),
                media.conversationExternalId(),
                media.messageExternalId(),
                media.mediaId(),
                media.video() ? "VIDEO" : "IMAGE");
        try {
            var answer = client.post("business/message/media/download", request, credentials, MediaAnswer.class);
            var address = WebAddress.orNull(answer.downloadUrl());
            if (address == null) {
                throw new ConnectorException(Kind.UNAVAILABLE, null, "TikTok did not say where the file is.");
            }
            return new MediaAddress(address, Map.of("x-user", credentials.accessToken()));
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    HandedOverPicture handOver(AccountRef account, Credentials credentials, Picture picture) throws ConnectorException {
        var fields = new TreeMap<>(Map.of("business_id", account.externalId(), "media_type", "IMAGE"));
        try {
            var answer = client.upload(
                    "business/message/media/upload",
                    new Multipart(fields, "file", picture),
                    credentials,
                    MediaAnswer.class);
            var id = answer.mediaId();
            if (id == null || id.isBlank()) {
                throw new ConnectorException(Kind.UNAVAILABLE, null, "TikTok did not say how it calls the picture.");
            }
            return new HandedOverPicture(id, UPLOAD_LASTS);
        } catch (CallFailedException e) {
            throw e.asRead();
        }
    }

    /** TikTok says no where it is asked about the wrong kind of conversation, and we may not know all that was said. */
    boolean takesPictures(AccountRef account, Credentials credentials, String conversation, boolean answered)
            throws ConnectorException {
        return capable(account, credentials, conversation, answered ? "SINGLE" : "STRANGER")
                || capable(account, credentials, conversation, answered ? "STRANGER" : "SINGLE");
    }

    private boolean capable(AccountRef account, Credentials credentials, String conversation, String type)
            throws ConnectorException {
        try {
            var answer = client.get(
                    "business/message/capabilities/get",
                    Map.of(
                            "business_id",
                            account.externalId(),
                            "conversation_id",
                            conversation,
                            "conversation_type",
                            type,
                            "capability_types",
                            Json.write(List.of(IMAGE_SEND))),
                    credentials,
                    CapabilityAnswer.class);
            return Stream.ofNullable(answer.capabilityInfos())
                    .flatMap(List::stream)
                    .filter(Objects::nonNull)
                    .anyMatch(
                            it -> IMAGE_SEND.equals(it.capabilityType()) && Boolean.TRUE.equals(it.capabilityResult()));
        } catch (CallFailedException e) {
            if (e.meaning() == Meaning.REFUSED) {
                return false; // also how it may say that the conversation is of the other kind
            }
            throw e.asRead();
        }
    }
}
