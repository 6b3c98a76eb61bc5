/** What a policy would have done with what happened. It changes nothing. */
@NullMarked
package dev.tributary.routing.rehearsal;

import org.jspecify.annotations.NullMarked;
