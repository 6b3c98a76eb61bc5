/** Writes that are safe to repeat: what was answered to an {@code Idempotency-Key}, for a day. */
@NullMarked
package dev.tributary.platform.idempotency;

import org.jspecify.annotations.NullMarked;
