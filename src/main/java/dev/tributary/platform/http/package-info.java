/** How connections are read, before there is a request that a route could judge. */
@NullMarked
package dev.tributary.platform.http;

import org.jspecify.annotations.NullMarked;
