/** How things are going, over HTTP. */
@NullMarked
package dev.tributary.reporting.web;

import org.jspecify.annotations.NullMarked;
