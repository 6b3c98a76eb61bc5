/** When an agent works, as a function of time: no clock, no tables. */
@NullMarked
package dev.tributary.routing.shift;

import org.jspecify.annotations.NullMarked;
