package dev.tributary.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.media.MediaReason;
import dev.tributary.media.MediaState;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A picture, video, sticker or shared post of a message. Browsers get it from this server alone, and only once it is
 * here.
 *
 * @param mediaId this server's id of it
 * @param postId TikTok's id of a shared post
 * @param url where its bytes are, once they are here
 * @param thumbnailUrl where a smaller picture of it is; that of the picture itself where it is small
 */
public record MediaView(
        @Schema(enumeration = {"IMAGE", "VIDEO", "STICKER", "EMOJI", "SHARE_POST"})
        String kind,

        UUID mediaId,
        @Nullable String postId,
        @Nullable String url,
        @Nullable String thumbnailUrl,
        @Nullable String contentType,
        @Nullable Integer width,
        @Nullable Integer height,
        MediaState state,
        @Nullable MediaReason reason) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads what {@link MessageQueries} makes of the rows. */
    static List<MediaView> read(@Nullable String rows) {
        if (rows == null) {
            return List.of();
        }
        try {
            return Arrays.stream(JSON.readValue(rows, Row[].class))
                    .map(MediaView::of)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL wrote what we cannot read", e);
        }
    }

    private static MediaView of(Row row) {
        var url = row.state() == MediaState.READY ? "/api/media/" + row.id() : null;
        var picture = row.type() != null && row.type().startsWith("image/");
        return new MediaView(
                row.kind(),
                row.id(),
                row.kind().equals("SHARE_POST") ? row.remoteId() : null,
                url,
                url == null || !picture ? null : url + "?size=thumb",
                url == null ? null : row.type(),
                row.width(),
                row.height(),
                row.state(),
                row.reason());
    }

    private record Row(
            UUID id,
            String kind,
            MediaState state,
            @Nullable MediaReason reason,
            @Nullable String remoteId,
            @Nullable String type,
            @Nullable Integer width,
            @Nullable Integer height) {}
}
