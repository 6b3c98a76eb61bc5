package dev.tributary.connector;

import java.net.URI;
import java.util.Map;

/**
 * Where a picture or video can be fetched for a while, and the headers that must be shown there. {@code toString} shows
 * neither: both may let anybody in.
 */
public record MediaAddress(URI address, Map<String, String> headers) {

    public MediaAddress {
        headers = Map.copyOf(headers);
    }

    /** For everybody who knows it. */
    public static MediaAddress open(URI address) {
        return new MediaAddress(address, Map.of());
    }

    @Override
    public String toString() {
        return "MediaAddress[" + address.getHost() + "]";
    }
}
