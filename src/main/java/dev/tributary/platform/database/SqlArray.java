package dev.tributary.platform.database;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Binds the column of a batch as an array, as {@code unnest} wants it.
 *
 * <p>JDBI's own {@code bindArray} looks for a mapping of the generic type anew in every statement, which took a third of
 * the time of writing a small batch. Here the type is said. Elsewhere {@code bindArray} will do.
 */
public final class SqlArray {

    private static final Map<Class<?>, String> TYPES = Map.of(
            UUID.class, "uuid",
            String.class, "text",
            Instant.class, "timestamptz",
            Boolean.class, "bool",
            Integer.class, "int4",
            Long.class, "int8");

    private SqlArray() {}

    /**
     * @param type one of UUID, String, Instant, Boolean, Integer and Long
     * @param values may contain nulls
     */
    public static <T> Argument of(Class<T> type, Collection<? extends @Nullable T> values) {
        var name = Objects.requireNonNull(TYPES.get(type), () -> "No array of " + type);
        // The driver writes arrays as text anyway, and knows neither UUID nor Instant better than by toString.
        var elements =
                values.stream().map(it -> it == null ? null : it.toString()).toArray(String[]::new);
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(name, elements));
    }
}
