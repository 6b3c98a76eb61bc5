package dev.tributary.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.simulator.WorldState.StoredMedia;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Pictures in both directions. A download answers only who shows the token, and only for a day. */
final class MediaApi {

    private static final int LARGEST_MESSAGE_IMAGE = 3 * 1024 * 1024;
    private static final int LARGEST_COMMENT_IMAGE = 5 * 1024 * 1024;
    private static final Duration DOWNLOAD_LASTS = Duration.ofHours(24);
    private static final Duration UPLOAD_LASTS = Duration.ofDays(30);

    private final WorldState state;
    private final SimulatorClock clock;
    private final Ids ids;
    private final Consents consents;
    private final Links links;

    MediaApi(WorldState state, SimulatorClock clock, Ids ids, Consents consents, Links links) {
        this.state = state;
        this.clock = clock;
        this.ids = ids;
        this.consents = consents;
        this.links = links;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.messaging(
                        HttpMethod.POST, "business/message/media/upload/", "message.list.send", this::upload),
                Endpoint.messaging(
                        HttpMethod.POST, "business/message/media/download/", "message.list.read", this::download),
                Endpoint.accounts(
                        HttpMethod.POST, "business/comment/image/upload/", "comment.list.manage", this::commentImage));
    }

    private ObjectNode upload(ApiCall call) {
        if (!call.text("media_type").equals("IMAGE")) {
            throw ApiRefusal.badParameter("media_type");
        }
        var file = file(call, "file", LARGEST_MESSAGE_IMAGE, Set.of("image/jpeg", "image/jpg", "image/png"));
        return Json.object().put("media_id", store(call.account(), file).id());
    }

    private ObjectNode commentImage(ApiCall call) {
        var file = file(
                call,
                "image_file",
                LARGEST_COMMENT_IMAGE,
                Set.of("image/jpeg", "image/jpg", "image/png", "image/webp"));
        var stored = store(call.account(), file);
        return Json.object().put("image_uri", stored.id()).put("width", 1080).put("height", 1080);
    }

    private static FileUpload file(ApiCall call, String name, int largest, Set<String> types) {
        var file = call.uploads().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiRefusal.badParameter(name));
        if (file.size() > largest) {
            throw new ApiRefusal(40907, "The file is too large.");
        }
        if (!types.contains(file.contentType())) {
            throw new ApiRefusal(40908, "The file type is not supported.");
        }
        return file;
    }

    private StoredMedia store(Account account, FileUpload file) {
        try {
            var media = new StoredMedia(
                    "m" + ids.token(15),
                    account.openId(),
                    file.contentType(),
                    Files.readAllBytes(Path.of(file.uploadedFileName())),
                    clock.instant());
            synchronized (state) {
                state.media
                        .values()
                        .removeIf(it -> it.createdAt().isBefore(clock.instant().minus(UPLOAD_LASTS)));
                state.media.put(media.id(), media);
                state.touch();
            }
            return media;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode download(ApiCall call) {
        var type = call.text("media_type");
        if (!Set.of("IMAGE", "VIDEO").contains(type)) {
            throw ApiRefusal.badParameter("media_type");
        }
        var mediaId = call.text("media_id");
        synchronized (state) {
            var chat = state.conversations.get(call.text("conversation_id"));
            if (chat == null || !chat.openId.equals(call.account().openId())) {
                throw ApiRefusal.badParameter("conversation_id");
            }
            var message =
                    chat.message(call.text("message_id")).orElseThrow(() -> ApiRefusal.badParameter("message_id"));
            var payload = message.payload();
            if (payload == null
                    || !payload.path("media_id").asText().equals(mediaId)
                    || !message.kind().name().equals(type)
                    || !state.media.containsKey(mediaId)) {
                throw ApiRefusal.badParameter("media_id");
            }
        }
        return Json.object().put("download_url", links.media(mediaId, DOWNLOAD_LASTS));
    }

    /** Where a download address leads: 403 without the header {@code x-user: <access token>}, and 403 after a day. */
    void serve(RoutingContext context) {
        var token = context.request().getHeader("x-user");
        var expires = context.queryParams().get("x-expires");
        StoredMedia media;
        synchronized (state) {
            media = state.media.get(context.pathParam("id"));
        }
        if (media == null) {
            context.response().setStatusCode(404).end();
        } else if (token == null || !mayRead(token, media) || expired(expires)) {
            context.response().setStatusCode(403).end();
        } else {
            context.response().putHeader("Content-Type", media.contentType()).end(Buffer.buffer(media.bytes()));
        }
    }

    /** Pictures in comments are public and do not expire. */
    void serveCommentImage(RoutingContext context) {
        StoredMedia media;
        synchronized (state) {
            media = state.media.get(context.pathParam("id"));
        }
        if (media == null) {
            context.response().setStatusCode(404).end();
        } else {
            context.response().putHeader("Content-Type", media.contentType()).end(Buffer.buffer(media.bytes()));
        }
    }

    private boolean mayRead(String token, StoredMedia media) {
        try {
            return consents.require(token).openId().equals(media.openId());
        } catch (ApiRefusal refused) {
            return false;
        }
    }

    private boolean expired(@org.jspecify.annotations.Nullable String expires) {
        try {
            return expires == null
                    || Instant.ofEpochSecond(Long.parseLong(expires)).isBefore(clock.instant());
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
