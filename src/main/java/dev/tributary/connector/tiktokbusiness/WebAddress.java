package dev.tributary.connector.tiktokbusiness;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that TikTok gives away. */
class WebAddress {

    private static final int LENGTH = 4_096;
    private static final Pattern EXPIRY = Pattern.compile("(?:^|&)x-expires=([0-9]{1,13})(?:&|$)");

    private WebAddress() {}

    /** Null unless it is one that a browser fetches: no {@code javascript:}, no {@code file:}. */
    static @Nullable URI orNull(@Nullable String address) {
        if (address == null || address.length() > LENGTH) {
            return null;
        }
        try {
            var uri = new URI(address.strip());
            var web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            // TikTok's to get right; what cannot be fetched is as good as left out.
            return null;
        }
    }

    /** Until when TikTok serves it; null if it does not say. */
    static @Nullable Instant expiry(@Nullable URI address, TimeRange times) {
        if (address == null || address.getRawQuery() == null) {
            return null;
        }
        var expiry = EXPIRY.matcher(address.getRawQuery());
        return expiry.find() ? times.believe(Long.valueOf(expiry.group(1))) : null;
    }
}
