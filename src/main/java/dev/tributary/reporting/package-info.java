/** How things are going: read-only SQL over everyone's tables. */
@NullMarked
package dev.tributary.reporting;

import org.jspecify.annotations.NullMarked;
