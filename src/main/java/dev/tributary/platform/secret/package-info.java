/** Secrets at rest: encrypted by Tink under a master key that can be rotated. */
@NullMarked
package dev.tributary.platform.secret;

import org.jspecify.annotations.NullMarked;
