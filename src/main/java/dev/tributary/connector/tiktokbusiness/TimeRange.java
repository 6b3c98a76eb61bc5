package dev.tributary.connector.tiktokbusiness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times that can be believed.
 *
 * <p>TikTok writes some times in seconds and some in milliseconds. Within these bounds a number can only be one of them.
 */
record TimeRange(Instant earliest, Instant latest) {

    /** Null for a time that is missing or absurd. */
    @Nullable
    Instant believe(@Nullable Long time) {
        if (time == null) {
            return null;
        }
        if (time >= earliest.toEpochMilli() && time < latest.toEpochMilli()) {
            return Instant.ofEpochMilli(time);
        }
        if (time >= earliest.getEpochSecond() && time < latest.getEpochSecond()) {
            return Instant.ofEpochSecond(time);
        }
        return null;
    }
}
