package dev.tributary.platform.idempotency;

import org.jspecify.annotations.Nullable;

/** What a write was answered, to be answered again when it is repeated. */
public record IdempotentAnswer(int status, @Nullable String contentType, byte @Nullable [] body) {}
