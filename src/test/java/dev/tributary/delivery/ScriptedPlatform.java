package dev.tributary.delivery;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** A platform of which tests decide what it answers, and waits that are short. */
public class ScriptedPlatform implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedConnector.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tributary.delivery.first-retry", "50ms",
                "tributary.delivery.read-back-after", "100ms,200ms,400ms",
                "tributary.delivery.uncertain-hold", "1s",
                "tributary.delivery.sweep-every", "1s",
                // The platform answers no look-up, and a test may hold the locks that one needs.
                "tributary.enrichment.enabled", "false",
                // So that no test waits for the calls of another.
                "tributary.governor.message-calls-per-second", "1000",
                "tributary.governor.app-calls-per-second", "1000",
                // Tests that come one after the other are as busy as nobody is.
                "tributary.governor.app-calls-per-minute", "60000",
                "tributary.governor.courtesy-share", "1");
    }
}
