/**
 * A TikTok that runs on loopback and speaks the real wire: for the demo, for development, for tests, and for programs of others.
 *
 * <p>It is a second reading of TikTok's side. It shares no wire record with the connectors, so that a misreading cannot hide on both sides.
 */
@NullMarked
package dev.tributary.simulator;

import org.jspecify.annotations.NullMarked;
