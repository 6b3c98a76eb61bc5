package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import dev.tributary.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;

/** B12: from starting the process to the first 200 of the readiness check, on a database that exists. */
final class StartUpBenchmark {

    private StartUpBenchmark() {}

    public static void main(String[] args) throws Exception {
        var settings = Settings.of(args);
        var results = new Results(Clock.systemUTC());
        var directory = Files.createTempDirectory("tributary-b12-");
        System.out.println("Working in " + directory);
        var millis = new ArrayList<Long>();
        try (var simulator = Simulator.start(SimulatorOptions.inMemory())) {
            try (var first = PackagedServer.start(directory, settings, simulator)) {
                results.with("firstEverMillis", first.startUp().toMillis())
                        .with("calibrationMicros", Calibration.run(first));
            }
            for (int i = 0; i < settings.number("runs", 5); i++) {
                try (var server = PackagedServer.start(directory, settings, simulator)) {
                    millis.add(server.startUp().toMillis());
                    System.out.println(server.startUp().toMillis() + " ms, processor time of the server "
                            + ProcessorTime.now(server).server() + " ms");
                }
            }
        }
        var sorted = millis.stream().sorted().toList();
        var median = sorted.get(sorted.size() / 2);
        System.out.printf("median %d ms, %d to %d%n", median, sorted.get(0), sorted.get(sorted.size() - 1));
        results.with("millis", millis).with("medianMillis", median).write(settings, "b12");
    }
}
