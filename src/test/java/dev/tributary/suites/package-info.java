/**
 * How the build shares out the tests among its processes: each suite has one, and starts the server under test once for
 * every profile. A test of a new package is in {@link dev.tributary.suites.EverythingElseSuite} by itself.
 */
@NullMarked
package dev.tributary.suites;

import org.jspecify.annotations.NullMarked;
