package dev.tributary.ingest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Accounts are read back, are given up after one failure, and nobody has to wait for the pace. */
public class ReadingAccountsBack implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tributary.reconciliation.enabled", "true",
                // Before there is any account that it could reach in the middle of a test.
                "tributary.reconciliation.after-start", "0s",
                "tributary.reconciliation.failures", "1",
                "tributary.reconciliation.pause", "10m",
                "tributary.governor.app-calls-per-second", "500",
                "tributary.governor.app-calls-per-minute", "5000",
                "tributary.governor.message-calls-per-second", "500",
                "tributary.governor.account-calls-per-minute", "500",
                "tributary.enrichment.enabled", "false");
    }
}
