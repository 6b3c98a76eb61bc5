package dev.tributary.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The simulator's pages: plain files beside the code, filled in by hand. */
final class Html {

    private Html() {}

    static String resource(String name) {
        try (var stream = Html.class.getResourceAsStream("/simulator/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The page " + name + " is missing from this build.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
