/** Who would get what, worked out from facts alone: no database, no clock. Routing and rehearsals use the same. */
@NullMarked
package dev.tributary.routing.planning;

import org.jspecify.annotations.NullMarked;
