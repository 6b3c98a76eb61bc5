package dev.tributary.testing;

import dev.tributary.simulator.SimulatorOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The server under test runs the simulator itself, as in the demo, and is reached at its public address. */
public class SimulatorInside implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var simulator = FreePorts.next();
        var server = FreePorts.next();
        var address = "http://127.0.0.1:" + simulator;
        return Map.of(
                SimulatedTikTok.ADDRESS,
                address,
                "quarkus.http.test-port",
                String.valueOf(server),
                "tributary.public-url",
                "http://localhost:" + server,
                "tributary.simulator.enabled",
                "true",
                "tributary.simulator.port",
                String.valueOf(simulator),
                "tributary.tiktok.business.app-id",
                SimulatorOptions.APP_ID,
                "tributary.tiktok.business.app-secret",
                SimulatorOptions.APP_SECRET,
                "tributary.tiktok.business.api-url",
                address + "/open_api/v1.3",
                "tributary.tiktok.business.authorize-url",
                address + "/v2/auth/authorize/");
    }

    @Override
    public void stop() {
        // The server stops its simulator.
    }
}
