/** A believable shop with believable customers, and the programme that binds it to a server. */
@NullMarked
package dev.tributary.simulator.demo;

import org.jspecify.annotations.NullMarked;
