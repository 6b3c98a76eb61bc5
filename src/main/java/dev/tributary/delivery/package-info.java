/** Outgoing messages: from pending to an outcome. */
@NullMarked
package dev.tributary.delivery;

import org.jspecify.annotations.NullMarked;
