package dev.tributary.platform.paging;

import dev.tributary.platform.problem.InvalidField;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many items a page may have. Endpoints take it as {@code @DefaultValue(PageLimit.DEFAULT) @RestQuery}. */
@Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = PageLimit.DEFAULT)
public record PageLimit(int value) {

    public static final String DEFAULT = "25";

    private static final int MAX = 100;

    public PageLimit {
        if (value < 1 || value > MAX) {
            throw refused();
        }
    }

    /** Read from a query parameter. */
    public static PageLimit fromString(String text) {
        try {
            return new PageLimit(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    /** What to ask the database for, so that the existence of a next page is known. */
    public int andOneMore() {
        return value + 1;
    }

    private static RuntimeException refused() {
        return InvalidField.problem("limit", "must be a number from 1 to " + MAX);
    }
}
