package dev.tributary.platform.database;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Texts in the order of {@code COLLATE "C"}.
 *
 * <p>Where two rules must choose the same of two texts, one in Java and one in SQL, they must agree on which is the
 * greater: {@link String#compareTo} puts an emoji before U+FFFD, PostgreSQL behind it.
 */
public final class TextOrder {

    public static final Comparator<String> C =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private TextOrder() {}
}
