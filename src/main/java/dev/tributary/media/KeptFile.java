package dev.tributary.media;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file in the place for media, and what is known of it.
 *
 * @param width null where this server cannot look into it, as is {@code height}
 * @param thumbnail null where there is none
 */
record KeptFile(
        Digest digest,
        FileKind kind,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        boolean animated,
        @Nullable Thumbnail thumbnail) {

    record Thumbnail(Digest digest, FileKind kind, long size) {}

    /** By the names of the parameters that statements give them. */
    Map<String, @Nullable Object> columns() {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("sha256", digest.hex());
        columns.put("type", kind.contentType());
        columns.put("size", size);
        columns.put("width", width);
        columns.put("height", height);
        columns.put("animated", animated);
        columns.put("thumb", thumbnail == null ? null : thumbnail.digest().hex());
        columns.put("thumbType", thumbnail == null ? null : thumbnail.kind().contentType());
        columns.put("thumbSize", thumbnail == null ? null : thumbnail.size());
        return columns;
    }
}
