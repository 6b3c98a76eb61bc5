package dev.tributary.media;

import java.util.regex.Pattern;

/** The name of some bytes: their SHA-256 in hexadecimal. Nothing else is ever part of a path or of an object's key. */
record Digest(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in hexadecimal");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
