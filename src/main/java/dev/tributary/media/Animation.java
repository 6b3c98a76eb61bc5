package dev.tributary.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a picture moves. Told without decoding any of its frames, of which there may be ten thousand. */
final class Animation {

    private static final int HEAD = 4_096;
    private static final int WEBP_FLAGS = 20;
    private static final int WEBP_ANIMATED = 0x02;

    private Animation() {}

    static boolean in(Path file, FileKind kind) throws IOException {
        return switch (kind) {
            // A still one is rare, and loses no more than a thumbnail.
            case GIF -> true;
            case WEBP -> {
                var head = head(file);
                yield head.length > WEBP_FLAGS
                        && ascii(head, 12, 4).equals("VP8X")
                        && (head[WEBP_FLAGS] & WEBP_ANIMATED) != 0;
            }
            case PNG -> {
                var head = head(file);
                yield ascii(head, 0, head.length).contains("acTL");
            }
            case JPEG, HEIC, AVIF, MP4, QUICKTIME, WEBM -> false;
        };
    }

    private static byte[] head(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(HEAD);
        }
    }

    private static String ascii(byte[] bytes, int at, int length) {
        return new String(bytes, at, Math.min(length, bytes.length - at), StandardCharsets.ISO_8859_1);
    }
}
