package dev.tributary.simulator.demo;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/** Starts the simulator with the server, where it is switched on, and the demo with it. */
@ApplicationScoped
class SimulatorService {

    private static final Logger LOG = Logger.getLogger(SimulatorService.class);

    /** The same customers say the same things in every demo. */
    private static final long SEED = 20_260_301;

    /** A demo may run for weeks; its world stays small enough to be saved every second. */
    private static final int DEMO_KEEPS = 120;

    private final SimulatorConfig config;
    private final Clock clock;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    SimulatorService(SimulatorConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (!config.enabled()) {
            return;
        }
        var simulator = Simulator.start(options());
        running.push(simulator);
        LOG.infof("A simulated TikTok runs at %s/", simulator.baseUrl());
        if (config.demo()) {
            demo(simulator);
        }
    }

    private SimulatorOptions options() {
        var options = SimulatorOptions.inMemory()
                .withHost(config.host(), config.publicUrl().orElse(null))
                .withPort(config.port())
                .withApp(config.appId(), config.appSecret().get(0))
                .withDirectory(config.directory().orElse(null))
                .withClock(clock);
        return config.demo() ? options.withKeepMessages(DEMO_KEEPS) : options;
    }

    private void demo(Simulator simulator) {
        DemoWorld.build(simulator.world(), SEED);
        var traffic = new DemoTraffic(simulator.world(), SEED, config.demoRate());
        simulator.steer(traffic);
        running.push(traffic);
        var setUp = new DemoSetup(
                simulator,
                traffic,
                new DemoSettings(
                        config.demoServerUrl(), config.demoPublicUrl(), config.demoEmail(), config.demoPassword()));
        running.push(setUp);
        setUp.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
