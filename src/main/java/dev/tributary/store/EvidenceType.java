package dev.tributary.store;

import java.util.Arrays;
import java.util.Optional;

/** What evidence may be. Told by the bytes alone: names and declared types are whatever the sender likes. */
enum EvidenceType {
    PDF("application/pdf", "pdf", "%PDF-"),
    PNG("image/png", "png", "\u0089PNG\r\n\32\n\0\0\0\rIHDR"),
    JPEG("image/jpeg", "jpg", "\u00ff\u00d8\u00ff");

    final String mediaType;
    final String extension;

    /** A character is a byte. */
    private final String begin;

    EvidenceType(String mediaType, String extension, String begin) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.begin = begin;
    }

    static Optional<EvidenceType> of(byte[] content) {
        return Arrays.stream(values()).filter(it -> it.begins(content)).findFirst();
    }

    private boolean begins(byte[] content) {
        if (content.length <= begin.length()) {
            return false;
        }
        for (var i = 0; i < begin.length(); i++) {
            if ((content[i] & 0xFF) != begin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file of that name is one of this type for whoever opens it. */
    boolean isEndOf(String name) {
        var end = name.substring(name.lastIndexOf('.') + 1);
        return end.equalsIgnoreCase(extension) || (this == JPEG && end.equalsIgnoreCase("jpeg"));
    }
}
