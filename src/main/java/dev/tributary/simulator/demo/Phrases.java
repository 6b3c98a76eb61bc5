package dev.tributary.simulator.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What customers of a kitchen shop say, language by language. */
record Phrases(
        List<String> people,
        List<List<String>> dialogues,
        List<String> answers,
        List<String> comments,
        List<String> replies) {

    static Map<String, Phrases> byLanguage() {
        try (var stream = Phrases.class.getResourceAsStream("/simulator/corpus.json")) {
            if (stream == null) {
                throw new IllegalStateException("The phrases of the demo are missing from this build.");
            }
            return new ObjectMapper().readValue(stream, new TypeReference<LinkedHashMap<String, Phrases>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
