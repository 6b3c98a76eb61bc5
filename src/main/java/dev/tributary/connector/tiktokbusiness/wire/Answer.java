package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What every answer of the API is wrapped in. {@code code} 0 is success, whatever {@code message} says. */
public record Answer(
        @Nullable Long code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable JsonNode data) {}
