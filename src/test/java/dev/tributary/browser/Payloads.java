package dev.tributary.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that a careless page would run, one a line in {@code payloads.txt}. */
final class Payloads {

    private Payloads() {}

    static List<String> read() throws IOException {
        try (var stream = Payloads.class.getResourceAsStream("/browser/payloads.txt")) {
            if (stream == null) {
                throw new IllegalStateException("payloads.txt is missing from the test's resources.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
