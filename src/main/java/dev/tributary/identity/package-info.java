/** Agents, supervisors and admins: who they are, how they log in, what their role lets them do, and what was done. */
@NullMarked
package dev.tributary.identity;

import org.jspecify.annotations.NullMarked;
