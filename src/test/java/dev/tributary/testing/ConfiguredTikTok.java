package dev.tributary.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The real connector with an app of its own; failures are given up sooner, so that tests need not wait for it. */
public class ConfiguredTikTok implements QuarkusTestProfile {

    public static final String APP = "7364000000000000001";
    public static final String SECRET = "test_app_secret";
    public static final String OLD_SECRET = "test_app_secret_of_last_year";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tributary.tiktok.business.app-id",
                APP,
                "tributary.tiktok.business.app-secret",
                SECRET + "," + OLD_SECRET,
                "tributary.ingest.body-timeout",
                "1s",
                "tributary.ingest.max-attempts",
                "2");
    }
}
