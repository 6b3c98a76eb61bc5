package dev.tributary.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** With {@link SimulatedTikTok} at the other end. Media are fetched, and what fails is given up sooner than in life. */
public class OverTheWire implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("tributary.media.fetch", "true"),
                Map.entry("tributary.media.sweep-every", "1s"),
                Map.entry("tributary.media.first-retry", "50ms"),
                Map.entry("tributary.media.attempts", "3"),
                Map.entry("tributary.media.max-size", "1M"),
                Map.entry("tributary.delivery.first-retry", "50ms"),
                Map.entry("tributary.delivery.sweep-every", "1s"),
                Map.entry("tributary.enrichment.enabled", "false"),
                Map.entry("tributary.tiktok.business.call-timeout", "2s"),
                Map.entry("tributary.tiktok.business.upload-timeout", "2s"));
    }
}
