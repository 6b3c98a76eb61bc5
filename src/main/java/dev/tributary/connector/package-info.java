/** A messaging platform in our words. Platforms live in packages below, which nobody else may use. */
@NullMarked
package dev.tributary.connector;

import org.jspecify.annotations.NullMarked;
