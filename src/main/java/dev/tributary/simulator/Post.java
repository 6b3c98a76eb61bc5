package dev.tributary.simulator;

import java.time.Instant;

/** A public video or photo post of an account. */
public record Post(
        String id, String openId, Kind kind, String caption, Instant createdAt, int likes, int shares, int views) {

    public enum Kind {
        VIDEO,
        PHOTO
    }
}
