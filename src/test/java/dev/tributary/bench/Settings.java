package dev.tributary.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a run is asked to do: {@code name=value} arguments, each with a default beside its user. */
record Settings(Map<String, String> values) {

    static Settings of(String... arguments) {
        var values = new HashMap<String, String>();
        for (var it : arguments) {
            var equals = it.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Write name=value, not " + it);
            }
            values.put(it.substring(0, equals), it.substring(equals + 1));
        }
        return new Settings(values);
    }

    String text(String name, String otherwise) {
        return Objects.requireNonNullElse(values.get(name), otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    List<Integer> numbers(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }
}
