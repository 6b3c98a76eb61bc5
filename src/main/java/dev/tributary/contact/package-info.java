/** People who write to us. */
@NullMarked
package dev.tributary.contact;

import org.jspecify.annotations.NullMarked;
