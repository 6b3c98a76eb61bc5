package dev.tributary.media.web;

import dev.tributary.media.ShownMedia;
import dev.tributary.media.ShownMedia.Shown;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * How a stranger's file is handed to a browser: of the type that it was found to be and never of another, unable to run
 * anything even if it is opened by itself, and to be saved rather than opened unless every browser knows it.
 */
final class MediaAnswer {

    private static final int PARTIAL = 206;

    private MediaAnswer() {}

    /** What every answer has from the page, and this one otherwise; a header of the Response would come beside it. */
    static void stricter(HttpServerResponse answer) {
        answer.putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
    }

    static Response of(ShownMedia media, Shown shown, @Nullable String known, @Nullable String wantedRange) {
        var tag = '"' + shown.sha256() + '"';
        if (known != null && known.contains(tag)) {
            return headers(Response.notModified(), shown, tag).build();
        }
        var range = ByteRange.of(wantedRange, shown.size());
        var part = range.orElse(new ByteRange(0, shown.size()));
        var answer = range.isPresent() ? Response.status(PARTIAL) : Response.ok();
        range.ifPresent(it -> answer.header("Content-Range", it.contentRange(shown.size())));
        return headers(answer, shown, tag)
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .type(shown.contentType())
                .entity(media.open(shown, part.from(), part.length()))
                .build();
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, Shown shown, String tag) {
        return answer.header(HttpHeaders.ETAG, tag)
                .header("Accept-Ranges", "bytes")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown.inline() ? "inline" : "attachment") + "; filename=\"" + shown.fileName() + '"');
    }
}
