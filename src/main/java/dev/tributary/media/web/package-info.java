/** Media over HTTP. */
@NullMarked
package dev.tributary.media.web;

import org.jspecify.annotations.NullMarked;
