/** Which language a customer writes, told from their words alone: no database, no network. */
@NullMarked
package dev.tributary.routing.language;

import org.jspecify.annotations.NullMarked;
