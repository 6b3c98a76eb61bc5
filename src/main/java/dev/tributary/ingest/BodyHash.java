package dev.tributary.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what webhooks are told apart: the SHA-256 of their bytes, in hexadecimal so that it compares. */
record BodyHash(String hex) {

    BodyHash(byte[] bytes) {
        this(HexFormat.of().formatHex(bytes));
    }

    static BodyHash of(byte[] body) {
        try {
            return new BodyHash(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
