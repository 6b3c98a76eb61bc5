/** The numbered change stream and the socket that tells browsers. */
@NullMarked
package dev.tributary.realtime;

import org.jspecify.annotations.NullMarked;
