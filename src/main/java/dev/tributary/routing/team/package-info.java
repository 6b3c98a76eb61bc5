/** Teams: people of one store who take over the same kind of work. */
@NullMarked
package dev.tributary.routing.team;

import org.jspecify.annotations.NullMarked;
