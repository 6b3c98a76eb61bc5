/** Ids of rows: derived where the world already has a name for the thing, ordered by time where it has not. */
@NullMarked
package dev.tributary.platform.id;

import org.jspecify.annotations.NullMarked;
