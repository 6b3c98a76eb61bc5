package dev.tributary.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What some bytes are, told from the bytes alone: neither a header nor a name of a stranger's is believed. What is not
 * here is not kept, least of all anything that a browser would run.
 */
enum FileKind {
    JPEG("image/jpeg", "jpg", false, true),
    PNG("image/png", "png", false, true),
    GIF("image/gif", "gif", false, true),
    WEBP("image/webp", "webp", false, true),
    HEIC("image/heic", "heic", false, false),
    AVIF("image/avif", "avif", false, false),
    MP4("video/mp4", "mp4", true, false),
    QUICKTIME("video/quicktime", "mov", true, false),
    WEBM("video/webm", "webm", true, false);

    /** How many bytes it takes to tell. */
    static final int HEAD = 32;

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EBML = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3};

    private final String contentType;
    private final String extension;
    private final boolean video;
    private final boolean decodable;

    FileKind(String contentType, String extension, boolean video, boolean decodable) {
        this.contentType = contentType;
        this.extension = extension;
        this.video = video;
        this.decodable = decodable;
    }

    String contentType() {
        return contentType;
    }

    String extension() {
        return extension;
    }

    boolean video() {
        return video;
    }

    /** Whether this server can look into it. */
    boolean decodable() {
        return decodable;
    }

    /** Whether every browser shows it, so that it may be opened by itself. */
    boolean shown() {
        return decodable || this == MP4 || this == WEBM;
    }

    static FileKind ofContentType(String contentType) {
        return Arrays.stream(values())
                .filter(it -> it.contentType.equals(contentType))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(contentType + " is no type that we keep"));
    }

    static Optional<FileKind> of(byte[] head) {
        if (starts(head, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0, PNG_HEAD)) {
            return Optional.of(PNG);
        }
        if (starts(head, 0, ascii("GIF87a")) || starts(head, 0, ascii("GIF89a"))) {
            return Optional.of(GIF);
        }
        if (starts(head, 0, ascii("RIFF")) && starts(head, 8, ascii("WEBP"))) {
            return Optional.of(WEBP);
        }
        if (starts(head, 0, EBML)) {
            return Optional.of(WEBM);
        }
        return starts(head, 4, ascii("ftyp")) && head.length >= 12
                ? Optional.of(ofBrand(new String(head, 8, 4, StandardCharsets.ISO_8859_1)))
                : Optional.empty();
    }

    private static FileKind ofBrand(String brand) {
        return switch (brand) {
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> HEIC;
            case "avif", "avis" -> AVIF;
            case "qt  " -> QUICKTIME;
            default -> MP4;
        };
    }

    private static boolean starts(byte[] head, int at, byte[] with) {
        return head.length >= at + with.length && Arrays.equals(head, at, at + with.length, with, 0, with.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
