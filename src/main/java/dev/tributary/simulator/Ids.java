package dev.tributary.simulator;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Ids in the shapes that TikTok gives them. */
final class Ids {

    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Random random;
    private long lastContentId;

    Ids(@Nullable Long seed) {
        this.random = seed == null ? new SecureRandom() : new Random(seed);
    }

    /** A business account as this one app sees it: 36 characters, beginning with -000. */
    synchronized String openId() {
        return "-000" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
    }

    /** A person: 64 characters of standard Base64, and always with a + and a /, because both have broken clients. */
    synchronized String person() {
        var raw = bytes(48);
        raw[0] = (byte) 0xfb;
        raw[1] = (byte) 0xff;
        return Base64.getEncoder().encodeToString(raw);
    }

    /** A conversation or a message: 28 characters of standard Base64. About every second one begins with a +. */
    synchronized String message() {
        var raw = bytes(19);
        if (random.nextBoolean()) {
            raw[0] = (byte) 0xf8;
        }
        return Base64.getEncoder().encodeToString(raw);
    }

    /** A post or a comment: 19 digits, seconds in the upper half, strictly rising. */
    synchronized String content(Instant now) {
        var id = (now.getEpochSecond() << 32) | (random.nextInt() & 0x7fff_ffffL);
        lastContentId = Math.max(id, lastContentId + 1);
        return Long.toString(lastContentId);
    }

    /** Codes contain characters that must be decoded exactly once. */
    synchronized String authCode() {
        return token(32) + "*3!" + (1_000 + random.nextInt(9_000));
    }

    synchronized String token(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    synchronized String request(Instant now) {
        var hex = new StringBuilder(REQUEST_TIME.format(now));
        while (hex.length() < 34) {
            hex.append("0123456789ABCDEF".charAt(random.nextInt(16)));
        }
        return hex.toString();
    }

    synchronized int percent() {
        return random.nextInt(100);
    }

    private byte[] bytes(int count) {
        var raw = new byte[count];
        random.nextBytes(raw);
        return raw;
    }
}
