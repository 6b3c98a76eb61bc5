package dev.tributary.simulator;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

/** The simulator as a program of its own: {@code java -cp … dev.tributary.simulator.SimulatorMain --port 8090}. */
public final class SimulatorMain {

    private static final Logger LOG = Logger.getLogger(SimulatorMain.class);

    private SimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var simulator = Simulator.start(options(arguments));
        LOG.infof("The simulator's page is at %s/", simulator.baseUrl());
        LOG.infof("API %s, consent %s", simulator.apiUrl(), simulator.authorizeUrl());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            ended.countDown();
        }));
        ended.await();
    }

    static SimulatorOptions options(String[] arguments) {
        var options = SimulatorOptions.inMemory().withPort(8090);
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("Every option takes one value: --port 8090 --directory world …");
        }
        for (var i = 0; i < arguments.length; i += 2) {
            var value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--port" -> options.withPort(Integer.parseInt(value));
                case "--host" -> options.withHost(value, options.publicUrl());
                case "--public-url" -> options.withHost(options.host(), value);
                case "--app-id" -> options.withApp(value, options.appSecret());
                case "--app-secret" -> options.withApp(options.appId(), value);
                case "--directory" -> options.withDirectory(Path.of(value));
                case "--seed" -> options.withSeed(Long.parseLong(value));
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option " + arguments[i]
                                    + "; there are --port, --host, --public-url, --app-id, --app-secret, --directory and --seed.");
            };
        }
        return options;
    }
}
