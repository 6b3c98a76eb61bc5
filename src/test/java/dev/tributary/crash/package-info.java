/** What a 200 promises, tried on the packaged server by killing it. */
@NullMarked
package dev.tributary.crash;

import org.jspecify.annotations.NullMarked;
