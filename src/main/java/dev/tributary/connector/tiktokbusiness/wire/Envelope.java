package dev.tributary.connector.tiktokbusiness.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What every webhook is wrapped in.
 *
 * @param createTime seconds; {@code tiktok.ping} has milliseconds
 * @param userOpenid the account it happened to
 * @param content JSON again, as a text
 */
public record Envelope(
        @Nullable String clientKey,
        @Nullable String event,
        @Nullable Long createTime,
        @Nullable String userOpenid,
        @Nullable JsonNode content) {}
