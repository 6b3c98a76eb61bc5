package dev.tributary.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a platform's signature says about a webhook.
 *
 * @param verdict whether to take it in
 * @param signedAt when the platform says it signed it; null unless the verdict is {@code GENUINE} or one of the two
 *     that judge its age
 */
public record SignatureCheck(Verdict verdict, @Nullable Instant signedAt) {

    /** Whether to take a webhook in, and why not. Everything but {@code GENUINE} is answered 401. */
    public enum Verdict {
        GENUINE,
        /** No signature that can be read, or two that differ. */
        MISSING,
        /** The signature belongs to other bytes, another secret or another app. */
        WRONG,
        /** Genuine, but older than any retry of the platform can be. */
        STALE,
        /** Genuine, but from a future further away than clocks drift. */
        FUTURE
    }
}
