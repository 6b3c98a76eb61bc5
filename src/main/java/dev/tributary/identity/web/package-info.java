/** Logging in and out, oneself, one's keys and one's colleagues, over HTTP. */
@NullMarked
package dev.tributary.identity.web;

import org.jspecify.annotations.NullMarked;
