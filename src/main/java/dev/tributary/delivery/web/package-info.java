/** Replies on their way out, over HTTP. */
@NullMarked
package dev.tributary.delivery.web;

import org.jspecify.annotations.NullMarked;
