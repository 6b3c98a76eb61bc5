package dev.tributary.media;

import dev.tributary.connector.ApiCall;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credentials;
import dev.tributary.connector.InboundEvent.MessageSeen;
import dev.tributary.connector.MediaAddress;
import dev.tributary.connector.MediaRef;
import dev.tributary.media.MediaRows.Wanted;
import dev.tributary.store.BoundAccount;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out where a picture or video can be fetched just now. */
final class Locating {

    private Locating() {}

    /** The call that finds it out; empty if the platform does not have to be asked. */
    static Optional<ApiCall> call(Wanted wanted) {
        return switch (wanted.kind()) {
            case "SHARE_POST" -> Optional.ofNullable(wanted.remoteId()).map(it -> ApiCall.POSTS);
            case "IMAGE", "VIDEO" ->
                wanted.remoteId() == null || wanted.messageExternalId() == null
                        ? Optional.empty()
                        : Optional.of(ApiCall.MEDIA);
            default -> wanted.renew() ? Optional.of(ApiCall.MESSAGES) : Optional.empty();
        };
    }

    /** Where it is without asking. Posts are known by number only. */
    static Optional<MediaAddress> known(Wanted wanted) {
        return wanted.kind().equals("SHARE_POST") ? Optional.empty() : link(wanted.remoteUrl());
    }

    /** Empty if the platform has no such thing, or not for us. */
    static Optional<MediaAddress> ask(Connector connector, BoundAccount account, Credentials credentials, Wanted wanted)
            throws ConnectorException {
        return switch (wanted.kind()) {
            case "SHARE_POST" -> cover(connector, account, credentials, wanted);
            case "IMAGE", "VIDEO" -> upload(connector, account, credentials, wanted);
            default -> renewed(connector, account, credentials, wanted);
        };
    }

    /** Only own posts can be looked up. */
    private static Optional<MediaAddress> cover(
            Connector connector, BoundAccount account, Credentials credentials, Wanted wanted)
            throws ConnectorException {
        var post = wanted.remoteId();
        if (post == null) {
            return Optional.empty();
        }
        return connector.posts(account.ref(), credentials, List.of(post)).stream()
                .flatMap(it -> Stream.ofNullable(it.cover()))
                .findFirst()
                .map(MediaAddress::open);
    }

    private static Optional<MediaAddress> upload(
            Connector connector, BoundAccount account, Credentials credentials, Wanted wanted)
            throws ConnectorException {
        var mediaId = wanted.remoteId();
        var message = wanted.messageExternalId();
        if (mediaId == null || message == null) {
            return link(wanted.remoteUrl());
        }
        var media = new MediaRef(
                wanted.conversationExternalId(), message, mediaId, wanted.kind().equals("VIDEO"));
        return Optional.of(connector.mediaAddress(account.ref(), credentials, media));
    }

    /** Lists carry addresses that are fresh, as long as the message is among the newest. */
    private static Optional<MediaAddress> renewed(
            Connector connector, BoundAccount account, Credentials credentials, Wanted wanted)
            throws ConnectorException {
        var listed = connector.messages(account.ref(), credentials, wanted.conversationExternalId()).stream()
                .flatMap(it -> it instanceof MessageSeen seen ? Stream.of(seen) : Stream.of())
                .filter(it -> it.messageExternalId().equals(wanted.messageExternalId()))
                .flatMap(it ->
                        it.content().media().stream().skip(wanted.ordinal()).limit(1))
                .flatMap(it -> Stream.ofNullable(it.url()))
                .findFirst()
                .map(MediaAddress::open);
        return listed.or(() -> link(wanted.remoteUrl()));
    }

    private static Optional<MediaAddress> link(@Nullable String url) {
        return Optional.ofNullable(url).map(URI::create).map(MediaAddress::open);
    }
}
