package dev.tributary.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next where the next page begins, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The whole list, where it is always short. */
    public static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * Cuts a page from rows that were read with {@link PageLimit#andOneMore()}: the extra row only says that there is a
     * next page, which begins after the last row shown.
     */
    public static <T> Page<T> cut(List<T> rows, PageLimit limit, Function<T, Cursor> position) {
        if (rows.size() <= limit.value()) {
            return of(rows);
        }
        var items = rows.subList(0, limit.value());
        return new Page<>(items, position.apply(items.get(items.size() - 1)).toString());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> shape) {
        return new Page<>(items.stream().<R>map(shape).toList(), next);
    }
}
