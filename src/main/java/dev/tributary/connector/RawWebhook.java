package dev.tributary.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A webhook exactly as it arrived.
 *
 * @param body the raw bytes; treat as immutable
 * @param headers header values by lower-case name, in the order they came
 */
public record RawWebhook(byte[] body, Map<String, List<String>> headers) {

    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
