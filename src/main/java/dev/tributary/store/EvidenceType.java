package dev.tributary.store;

import java.util.Arrays;
import java.util.Optional;

/** What evidence may be. Told by the bytes alone: names and declared types are whatever the sender likes. */
enum EvidenceType {
    PDF("application/pdf", "pdf", '%', 'P', 'D', 'F', '-'),
    PNG("image/png", "png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'),
    JPEG("image/jpeg", "jpg", 0xFF, 0xD8, 0xFF);

    final String mediaType;
    final String extension;
    private final int[] begin;

    EvidenceType(String mediaType, String extension, int... begin) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.begin = begin;
    }

    static Optional<EvidenceType> of(byte[] content) {
        return Arrays.stream(values()).filter(it -> it.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        if (content.length <= begin.length) {
            return false;
        }
        for (var i = 0; i < begin.length; i++) {
            if ((content[i] & 0xFF) != begin[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file of that name is one of this type for whoever opens it. */
    boolean isEndOf(String name) {
        var end = name.substring(name.lastIndexOf('.') + 1);
        return end.equalsIgnoreCase(extension) || this == JPEG && end.equalsIgnoreCase("jpeg");
    }
}
