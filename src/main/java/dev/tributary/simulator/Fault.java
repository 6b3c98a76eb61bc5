package dev.tributary.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One way for API calls to go wrong, until it has happened often enough or its time is over.
 *
 * @param endpoint a path behind the API's root such as {@code business/message/send/}, or {@code *}
 * @param openId only calls for this account; null means all
 * @param code for {@link Mode#CODE}
 * @param delayMillis for {@link Mode#SLOW}, in real time
 * @param times how often; null means until the time is over or the fault is removed
 * @param lasts how long, in simulated time; null means until it happened often enough or is removed
 */
public record Fault(
        String endpoint,
        Mode mode,
        @Nullable String openId,
        int code,
        @Nullable String message,
        long delayMillis,
        @Nullable Integer times,
        @Nullable Duration lasts) {

    public enum Mode {
        /** Refused before anything happened, HTTP 500 with a page of HTML. */
        HTTP_500,
        /** Refused before anything happened, HTTP 502 with a page of HTML. */
        HTTP_502,
        /** Refused with {@code code} and without {@code data}: 40100, 40064, 51065, 40105 … */
        CODE,
        /** The connection is cut before anything happened. */
        CUT,
        /** Happens and is answered, late. */
        SLOW,
        /** Happens, and is never answered. */
        STORE_THEN_HANG,
        /** Happens, and is answered with HTTP 500. */
        STORE_THEN_500,
        /** Happens, and the connection is cut. */
        STORE_THEN_CUT,
        /** Happens, and is answered with 200 and nothing. */
        EMPTY_BODY,
        /** Happens, and half of the answer arrives as if it were all. */
        TRUNCATED_BODY,
        /** Happens, and is answered with 200 and text that is not JSON. */
        NOT_JSON;

        boolean refuses() {
            return this == HTTP_500 || this == HTTP_502 || this == CODE || this == CUT;
        }
    }

    public static Fault once(String endpoint, Mode mode) {
        return new Fault(endpoint, mode, null, 0, null, 0, 1, null);
    }

    public static Fault times(String endpoint, Mode mode, int times) {
        return new Fault(endpoint, mode, null, 0, null, 0, times, null);
    }

    public static Fault code(String endpoint, int code, int times) {
        return new Fault(endpoint, Mode.CODE, null, code, null, 0, times, null);
    }

    public static Fault slow(String endpoint, Duration delay, int times) {
        return new Fault(endpoint, Mode.SLOW, null, 0, null, delay.toMillis(), times, null);
    }
}
