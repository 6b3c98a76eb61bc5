/** Keeps all calls of all servers within what platforms allow. */
@NullMarked
package dev.tributary.store.governor;

import org.jspecify.annotations.NullMarked;
