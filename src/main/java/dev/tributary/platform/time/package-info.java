/** The clock. Nothing else may ask the machine what time it is. */
@NullMarked
package dev.tributary.platform.time;

import org.jspecify.annotations.NullMarked;
