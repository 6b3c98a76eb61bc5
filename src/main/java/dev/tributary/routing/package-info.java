/** Which agent gets which conversation: duty, capacity and the claim. */
@NullMarked
package dev.tributary.routing;

import org.jspecify.annotations.NullMarked;
