/** Where this server is reached from outside. */
@NullMarked
package dev.tributary.platform.address;

import org.jspecify.annotations.NullMarked;
