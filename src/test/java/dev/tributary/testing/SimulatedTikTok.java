package dev.tributary.testing;

import static java.util.Objects.requireNonNull;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A TikTok for the server under test, spoken to through the real connector. Tests steer it through its control calls,
 * below the address in {@link #ADDRESS}: it lives in another class loader than they do.
 */
public class SimulatedTikTok implements QuarkusTestResourceLifecycleManager {

    public static final String ADDRESS = "test.simulator.address";

    private @Nullable Simulator simulator;

    @Override
    public Map<String, String> start() {
        var started = Simulator.start(SimulatorOptions.inMemory());
        simulator = started;
        return Map.of(
                ADDRESS,
                started.baseUrl(),
                "tributary.tiktok.business.app-id",
                SimulatorOptions.APP_ID,
                "tributary.tiktok.business.app-secret",
                SimulatorOptions.APP_SECRET,
                "tributary.tiktok.business.api-url",
                started.apiUrl(),
                "tributary.tiktok.business.authorize-url",
                started.authorizeUrl(),
                "tributary.media.hosts",
                started.baseUrl());
    }

    @Override
    public void stop() {
        requireNonNull(simulator).close();
    }
}
