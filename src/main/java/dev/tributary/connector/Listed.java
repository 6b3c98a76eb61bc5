package dev.tributary.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a platform's list, as it came: pages may be short or empty, repeat each other, or go round in circles.
 *
 * @param next what to ask for the page after this one with; null after the last
 */
public record Listed<T>(List<T> items, @Nullable String next) {

    public Listed {
        items = List.copyOf(items);
    }

    public static <T> Listed<T> last(List<T> items) {
        return new Listed<>(items, null);
    }
}
