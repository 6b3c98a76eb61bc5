package dev.tributary.realtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a client wants to go on in the stream of one store.
 *
 * @param after the last number that it knows; counts with {@code RESUME} only
 */
record ResumePoint(Kind kind, long after) {

    enum Kind {
        /** It wants what happens from now on. */
        NOW,
        /** It knows everything up to a number. */
        RESUME,
        /** It said something that makes no sense, so it must fetch everything anew. */
        RESET
    }

    static final ResumePoint NOW = new ResumePoint(Kind.NOW, 0);
    static final ResumePoint RESET = new ResumePoint(Kind.RESET, 0);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBERS = Pattern.compile("[0-9a-fA-F-]{36}:\\d{1,18}(,[0-9a-fA-F-]{36}:\\d{1,18})*");
    private static final int LONGEST = 8_000;

    static ResumePoint after(long number) {
        return new ResumePoint(Kind.RESUME, number);
    }

    /**
     * Reads the parameter {@code after}.
     *
     * @param stores whose streams it gets
     * @return a point for each of the stores; empty if it names a store that is not among them
     */
    static Optional<Map<UUID, ResumePoint>> parse(Optional<String> text, Set<UUID> stores) {
        if (text.isEmpty()) {
            return Optional.of(all(stores, NOW));
        }
        var given = text.get();
        if (NUMBER.matcher(given).matches() && stores.size() == 1) {
            return Optional.of(all(stores, after(Long.parseLong(given))));
        }
        if (given.length() > LONGEST || !NUMBERS.matcher(given).matches()) {
            return Optional.of(all(stores, RESET));
        }
        var points = all(stores, NOW);
        for (var part : given.split(",", -1)) {
            var colon = part.indexOf(':');
            var store = UUID.fromString(part.substring(0, colon));
            if (points.replace(store, after(Long.parseLong(part.substring(colon + 1)))) == null) {
                return Optional.empty();
            }
        }
        return Optional.of(points);
    }

    private static Map<UUID, ResumePoint> all(Set<UUID> stores, ResumePoint point) {
        var points = new HashMap<UUID, ResumePoint>();
        stores.forEach(it -> points.put(it, point));
        return points;
    }
}
