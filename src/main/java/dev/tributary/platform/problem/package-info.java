/** Errors as RFC 9457 problem documents: one exception, one enum of types per module, one mapper. */
@NullMarked
package dev.tributary.platform.problem;

import org.jspecify.annotations.NullMarked;
