/** Duty, capacity and pulling work, over HTTP. */
@NullMarked
package dev.tributary.routing.web;

import org.jspecify.annotations.NullMarked;
