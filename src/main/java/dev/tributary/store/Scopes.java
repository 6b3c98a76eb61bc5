package dev.tributary.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Granted scopes as one column holds them: sorted, because TikTok lists the same ones in changing order. */
final class Scopes {

    private Scopes() {}

    static String format(Collection<String> scopes) {
        return scopes.stream().sorted().collect(Collectors.joining(","));
    }

    static List<String> parse(String column) {
        return Arrays.stream(column.split(",")).filter(it -> !it.isEmpty()).toList();
    }
}
