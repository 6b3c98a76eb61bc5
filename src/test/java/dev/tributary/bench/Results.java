package dev.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, as {@code docs/benchmarks/<name>.json}. */
final class Results {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Results(Clock clock) throws IOException {
        values.put("at", clock.instant().toString());
        values.put("processors", Runtime.getRuntime().availableProcessors());
        values.put("java", Runtime.version().toString());
        values.put("loadBefore", Files.readString(Path.of("/proc/loadavg")).trim());
    }

    Results with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    void write(Settings settings, String name) throws IOException {
        var file = Path.of(settings.text("out", "docs/benchmarks")).resolve(name + ".json");
        Files.writeString(file, ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n");
        System.out.println("Written to " + file);
    }
}
