/** Lists by keyset: where a page ended, and how long it may be. */
@NullMarked
package dev.tributary.platform.paging;

import org.jspecify.annotations.NullMarked;
